import Testing
import WeirEngine
