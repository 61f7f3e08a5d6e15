import WeirCatalog

/// What one can ask of a table besides its columns, which go by their names.
let tableMembers = MemberTable(
  DataTable.kind,
  [
    Member("columns", of: DataTable.self, "The names of its columns.", result: .list) {
      .list(of: $0.columns.map { .text($0.name) })
    },
    Member("rows", of: DataTable.self, "Its rows, a record each.", result: .list) { table in
      .list(of: (0..<table.count).map { table.record($0) })
    },
    Member("length", of: DataTable.self, "How many rows it has.", result: .integer) { .integer($0.count) },
  ])
