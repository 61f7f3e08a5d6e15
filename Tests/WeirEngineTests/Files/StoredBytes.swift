@testable import WeirEngine

/// A safetensors file of [header], filled up to a multiple of 8 bytes, and [data].
func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
  let text = Array(header.utf8) + [UInt8](repeating: 0x20, count: (8 - header.utf8.count % 8) % 8)
  return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text + data
}

/// The bytes of [values], lowest first.
func bytes<Value: FixedWidthInteger>(_ values: [Value]) -> [UInt8] {
  values.flatMap { value in withUnsafeBytes(of: value.littleEndian) { Array($0) } }
}

/// The bytes of [values] in single precision.
func bytes(_ values: [Float]) -> [UInt8] { bytes(values.map(\.bitPattern)) }

/// [file], at whose end there is a digest, with one that fits the bytes before it.
func sealed(_ file: [UInt8]) -> [UInt8] {
  let content = file.dropLast(Digest.size)
  var digest = Digest()
  digest.add(content)
  return content + bytes([digest.bits])
}
