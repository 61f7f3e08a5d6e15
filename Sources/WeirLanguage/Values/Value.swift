import WeirCatalog
import WeirEngine

/// A value of the language. All are immutable.
public enum Value: Sendable {
  case none
  case truth(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([Value])
  case thing(any Thing)
}
