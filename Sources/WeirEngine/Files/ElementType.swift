/// How the elements of a stored tensor are written down, by the names of the safetensors format; the lowest
/// byte first.
public enum ElementType: String, CaseIterable, Sendable {
  case truth = "BOOL"
  case unsigned8 = "U8"
  case signed8 = "I8"
  case unsigned16 = "U16"
  case signed16 = "I16"
  case unsigned32 = "U32"
  case signed32 = "I32"
  case unsigned64 = "U64"
  case signed64 = "I64"
  /// Sign, 5 bits of exponent, 10 of fraction (IEEE 754).
  case half = "F16"
  /// The upper half of a single: sign, 8 bits of exponent, 7 of fraction.
  case brain = "BF16"
  case single = "F32"
  case double = "F64"

  /// The bytes of an element.
  public var size: Int {
    switch self {
    case .truth, .unsigned8, .signed8: 1
    case .unsigned16, .signed16, .half, .brain: 2
    case .unsigned32, .signed32, .single: 4
    case .unsigned64, .signed64, .double: 8
    }
  }

  /// An element as a number, exactly; nil for a type of integers.
  func number(_ bits: UInt64) -> Double? {
    switch self {
    case .half:
      // Written out, since not every processor that Swift knows has a type for it.
      let (sign, exponent) = (bits >> 15, Int(bits >> 10 & 31))
      let fraction = Double(bits & 1023)
      let magnitude: Double =
        switch exponent {
        case 0: fraction * 0x1p-24
        case 31: fraction == 0 ? .infinity : .nan
        default: (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
        }
      return sign == 1 ? -magnitude : magnitude
    case .brain: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits << 16)))
    case .single: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .double: return Double(bitPattern: bits)
    case .truth, .unsigned8, .signed8, .unsigned16, .signed16, .unsigned32, .signed32, .unsigned64, .signed64:
      return nil
    }
  }

  /// An element as an integer; nil for a type of numbers, and for what does not fit.
  func integer(_ bits: UInt64) -> Int? {
    switch self {
    case .truth, .unsigned8, .unsigned16, .unsigned32, .unsigned64: Int(exactly: bits)
    case .signed8: Int(Int8(truncatingIfNeeded: bits))
    case .signed16: Int(Int16(truncatingIfNeeded: bits))
    case .signed32: Int(Int32(truncatingIfNeeded: bits))
    case .signed64: Int(Int64(bitPattern: bits))
    case .half, .brain, .single, .double: nil
    }
  }
}
