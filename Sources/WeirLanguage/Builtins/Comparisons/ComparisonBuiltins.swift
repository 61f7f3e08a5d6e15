/// The builtins that compare sparse networks with dense ones.
let comparisonBuiltins: [any Builtin.Type] = [MakeSameCapacity.self]
