import Testing
import WeirPlot
