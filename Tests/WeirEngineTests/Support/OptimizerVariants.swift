import WeirCatalog

@testable import WeirEngine

/// Every optimizer of the registry, as it is and with everything on that could move a weight beside its
/// gradient. Settings that an optimizer does not have are left out.
let optimizerVariants: [any Optimizer] = optimizers.entries.flatMap { entry in
  let loud: [Given] = [
    Given("momentum", .number(0.9)), Given("nesterov", .truth(true)), Given("centered", .truth(true)),
    Given("l2", .number(0.01)), Given("weight_decay", .number(0.02)),
  ]
  let names = entry.settings.map(\.name)
  let known = loud.filter { given in names.contains { $0 == given.label } }
  return [[], known, Array(known.prefix(1))].compactMap { try? entry.make($0) as? any Optimizer }
}

/// The variant that calls itself [identity], so that tests can take a text as their argument.
func optimizer(_ identity: String) -> any Optimizer {
  optimizerVariants.first { $0.identity == identity } ?? SGD()
}
