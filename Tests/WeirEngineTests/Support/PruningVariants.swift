import WeirCatalog

@testable import WeirEngine

/// Data for methods that look at some: three classes, six features.
let pruningData = try? Dataset.random(60, features: 6)

/// Every pruning method of the registry at its defaults; where it needs data, on `pruningData`.
let pruningVariants = pruningMethodVariants(on: pruningData)

/// Every pruning method of the registry at its defaults; where it needs data, on [data].
func pruningMethodVariants(on data: Dataset?) -> [any PruningMethod] {
  pruningMethods.entries.compactMap { entry in
    let given = entry.settings.filter(\.isRequired).compactMap { _ in data.map { Given(nil, .thing($0)) } }
    return try? entry.make(given) as? any PruningMethod
  }
}

/// Every distribution of the registry, and what their settings make of them, for three layers.
let distributionVariants: [any Distribution] = {
  var (first, listed) = (Uniform(), PerLayer())
  first.firstDense = true
  listed.densities = [0.3, 0.7, 1]
  return distributions.standards + [first, listed]
}()

/// Every pattern of the registry, in several sizes where it has one.
let patternVariants: [any Pattern] = {
  let sizes = [(1, 2), (2, 4), (3, 5)]
  return patterns.entries.flatMap { entry in
    let required = entry.settings.filter(\.isRequired).count
    guard required > 0 else { return [try? entry.make([]) as? any Pattern].compactMap { $0 } }
    return sizes.compactMap { a, b in
      try? entry.make([Given(nil, .integer(a)), Given(nil, .integer(b))]) as? any Pattern
    }
  }
}()

/// The thing among [all] that calls itself [identity], so that tests can take a text as their argument.
func variant<Product>(_ identity: String, of all: [Product]) -> Product? {
  all.first { ($0 as? any Catalogued)?.identity == identity }
}
