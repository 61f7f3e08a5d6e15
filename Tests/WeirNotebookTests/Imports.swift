import Testing
import WeirNotebook
