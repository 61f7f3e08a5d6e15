/// The builtins that compare networks, and measures of them.
let comparisonBuiltins: [any Builtin.Type] = [
  MakeSameCapacity.self, Judge.self, Compare.self, Observe.self, CorrelateMeasures.self,
]

/// The members of what these give.
let comparisonMembers: [MemberTable] = [judgementMembers, measureStudyMembers]
