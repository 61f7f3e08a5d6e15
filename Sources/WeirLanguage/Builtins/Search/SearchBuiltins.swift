/// The builtins that search for networks.
let searchBuiltins: [any Builtin.Type] = [SearchNetworks.self]
