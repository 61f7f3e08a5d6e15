import WeirCatalog

/// The members of the values that the language itself has.
let generalMembers: [MemberTable] = []
