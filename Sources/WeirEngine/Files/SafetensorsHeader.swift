import WeirCatalog

/// The header of a safetensors file: an object that has a member for each tensor, with its `dtype`, `shape` and
/// `data_offsets`, and perhaps `__metadata__`, texts by their names.
struct SafetensorsHeader {
  private(set) var metadata: [String: String] = [:]
  private(set) var tensors: [StoredTensor] = []

  private let path: String
  /// Where the tensors' bytes begin in the file, and how many there are.
  private let base: Int
  private let room: Int

  /// Reads the header of the file at [path] from [bytes], which stand behind the eight of its length.
  ///
  /// Errors: what is no such object; tensors that are not where they say, or whose bytes do not, one behind
  /// the other, fill the [room] there is.
  init(_ bytes: [UInt8], path: String, room: Int) throws(DataError) {
    (self.path, base, self.room) = (path, 8 + bytes.count, room)
    let value: JSON
    do throws(JSONError) { value = try JSON(bytes) } catch {
      throw DataError(
        .damaged(
          file: path, at: .byte(8 + error.offset), expected: error.expected + ", as in JSON",
          found: error.found))
    }
    guard case .object(let members) = value else {
      throw damaged(.byte(8), "an object of tensors", value.found)
    }
    for member in members {
      if member.label == "__metadata__" {
        metadata = try texts(member.value)
      } else {
        tensors.append(try tensor(member))
      }
    }
    tensors.sort { ($0.start, $0.count) < ($1.start, $1.count) }
    try checkPlaces()
  }

  private func texts(_ value: JSON) throws(DataError) -> [String: String] {
    guard case .object(let members) = value else {
      throw damaged(.tensor("__metadata__"), "an object of texts", value.found)
    }
    var texts: [String: String] = [:]
    for member in members {
      guard case .text(let text) = member.value else {
        throw damaged(
          .tensor("__metadata__"), "a text behind \(Notation.text(member.label))", member.value.found)
      }
      texts[member.label] = text
    }
    return texts
  }

  private func tensor(_ member: JSON.Member) throws(DataError) -> StoredTensor {
    let place = DataError.Place.tensor(member.label)
    guard case .text(let word)? = member.value["dtype"] else {
      throw damaged(place, "a text behind \"dtype\"", found(member.value["dtype"]))
    }
    guard let type = ElementType(rawValue: word) else {
      let known = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw damaged(place, "one of the types \(known)", Notation.text(word))
    }
    let shape = try sizes("shape", of: member.value, place)
    let offsets = try sizes("data_offsets", of: member.value, place)
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= room else {
      throw damaged(
        place, "two \"data_offsets\", in order and at most \(room)", StoredTensor.text(offsets))
    }
    // A side of zero makes the product zero, whatever the others are.
    let bytes =
      shape.contains(0)
      ? 0
      : shape.reduce(Int?(type.size)) { product, side in
        let next = product?.multipliedReportingOverflow(by: side)
        return next?.overflow == false ? next?.partialValue : nil
      }
    guard let bytes, bytes == offsets[1] - offsets[0] else {
      throw damaged(
        place, "\(offsets[1] - offsets[0]) bytes, as its \"data_offsets\" say",
        "\(type.rawValue) \(StoredTensor.text(shape)), which has "
          + (bytes.map { "\(Notation.grouped($0))" } ?? "more than can be counted"))
    }
    return StoredTensor(name: member.label, type: type, shape: shape, start: base + offsets[0])
  }

  private func sizes(
    _ label: String, of value: JSON, _ place: DataError.Place
  ) throws(DataError) -> [Int] {
    guard case .list(let items)? = value[label] else {
      throw damaged(place, "a list behind \"\(label)\"", found(value[label]))
    }
    var sizes: [Int] = []
    for item in items {
      guard case .integer(let size) = item, size >= 0 else {
        throw damaged(place, "integers from 0 on in \"\(label)\"", item.found)
      }
      sizes.append(size)
    }
    return sizes
  }

  /// The format allows no byte that belongs to two tensors, or to none.
  private func checkPlaces() throws(DataError) {
    var end = base
    var last: String?
    for tensor in tensors {
      guard tensor.start == end else {
        let before = last.map { ", where \(Notation.text($0)) ends" } ?? ""
        throw damaged(
          .tensor(tensor.name), "its bytes to begin at offset \(end - base)" + before,
          "offset \(tensor.start - base)")
      }
      end += tensor.count * tensor.type.size
      last = tensor.name
    }
    guard end == base + room else {
      throw damaged(
        .byte(end), "the end of the file behind the last tensor", "\(base + room - end) more bytes")
    }
  }

  private func damaged(_ place: DataError.Place, _ expected: String, _ found: String) -> DataError {
    DataError(.damaged(file: path, at: place, expected: expected, found: found))
  }

  private func found(_ value: JSON?) -> String { value?.found ?? "nothing" }
}
