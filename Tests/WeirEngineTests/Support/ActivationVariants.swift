import WeirCatalog

@testable import WeirEngine

/// Every activation of the registry, as it is and with each of its settings changed: to a number so small that
/// a kink stays a kink, which differences must leave out.
let activationVariants: [any Activation] = activations.entries.flatMap { entry in
  let changed = entry.settings.compactMap { setting in
    [Argument.truth(true), .number(0.2)].lazy.compactMap { value in
      try? entry.make([Given(setting.name, value)]) as? any Activation
    }.first
  }
  return [try? entry.make([]) as? any Activation].compactMap { $0 } + changed
}

/// What the variants call themselves, so that tests can take a text as their argument.
let activationNames = activationVariants.map { $0.identity }

/// The variant that calls itself [identity].
func activation(_ identity: String) -> any Activation {
  activationVariants.first { $0.identity == identity } ?? Tanh()
}
