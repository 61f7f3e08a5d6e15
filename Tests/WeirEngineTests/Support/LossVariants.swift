import WeirCatalog

@testable import WeirEngine

/// Every loss of the registry, as it is and with each of its settings changed.
let lossVariants: [any Loss] = losses.entries.flatMap { entry in
  let changed = entry.settings.compactMap { setting in
    [Argument.truth(true), .number(0.3)].lazy.compactMap { value in
      try? entry.make([Given(setting.name, value)]) as? any Loss
    }.first
  }
  return [try? entry.make([]) as? any Loss].compactMap { $0 } + changed
}

/// What the variants call themselves, so that tests can take a text as their argument.
let lossNames = lossVariants.map { $0.identity }

/// The variant that calls itself [identity].
func lossVariant(_ identity: String) -> any Loss {
  lossVariants.first { $0.identity == identity } ?? SquaredError()
}
