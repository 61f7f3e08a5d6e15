import Testing
import WeirLanguage
