import WeirCatalog

/// The builtins that know nothing of networks.
let generalBuiltins: [any Builtin.Type] = []
