import WeirCatalog

/// The members of the values that the language itself has. A record has only its own labels.
let generalMembers: [MemberTable] = [
  MemberTable(
    .list,
    [
      Member("length", "How many items it has.", result: .integer) { .integer(try items(of: $0).count) },
      Member("first", "The first item; none if there is none.", result: nil) {
        try end(of: $0, isLast: false)
      },
      Member("last", "The last item; none if there is none.", result: nil) { try end(of: $0, isLast: true) },
    ]),
  MemberTable(
    .range,
    [
      Member("length", "How many integers it holds.", result: .integer) {
        .integer(try items(of: $0).count)
      },
      Member("first", "Its first integer; none if it is empty.", result: nil) {
        try end(of: $0, isLast: false)
      },
      Member("last", "Its last integer; none if it is empty.", result: nil) { try end(of: $0, isLast: true) },
    ]),
  MemberTable(
    .text,
    [
      Member("length", "How many characters it has.", result: .integer) {
        .integer(try items(of: $0).count)
      }
    ]),
  tableMembers,
]

private func items(of value: Value) throws(CallError) -> Items {
  guard let items = try Items(value) else { preconditionFailure("\(value.found) has no items") }
  return items
}

private func end(of value: Value, isLast: Bool) throws(CallError) -> Value {
  let items = try items(of: value)
  return items.count == 0 ? .none : try items.item(at: isLast ? items.count - 1 : 0)
}
