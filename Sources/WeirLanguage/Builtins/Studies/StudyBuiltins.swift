/// The builtins that run studies, and look at what came of them.
let studyBuiltins: [any Builtin.Type] = [RunStudy.self, Results.self, Group.self, Pivot.self]
