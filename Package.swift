// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "weir",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "weir", targets: ["WeirCommand"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // The arrows run one way: each target may use those above it.
    .target(name: "WeirCatalog"),
    .target(name: "WeirStatistics"),
    .target(name: "CWeirKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CLapack", providers: [.apt(["liblapack-dev"]), .brew(["lapack"])]),
    .systemLibrary(name: "CEditline", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .target(
      name: "WeirEngine",
      dependencies: ["WeirCatalog", "WeirStatistics", "CWeirKernels", "CLapack", "CZlib"]),
    .target(name: "WeirPlot", dependencies: ["WeirCatalog"]),
    .target(
      name: "WeirLanguage", dependencies: ["WeirCatalog", "WeirStatistics", "WeirEngine", "WeirPlot"]),
    .target(
      name: "WeirNotebook", dependencies: ["WeirLanguage", "CEditline"]),
    .executableTarget(
      name: "WeirCommand",
      dependencies: [
        "WeirNotebook", "CEditline", "CZlib",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Not a product: `scripts/bench` builds and calls it.
    .executableTarget(
      name: "WeirBench",
      dependencies: [
        "WeirEngine", "WeirPlot", "WeirLanguage", "CWeirKernels", "WeirTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Nor this: `scripts/check --fuzz` does.
    .executableTarget(
      name: "WeirFuzz",
      dependencies: [
        "WeirLanguage", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "WeirTestSupport", path: "Tests/WeirTestSupport"),
    .testTarget(name: "CWeirKernelsTests", dependencies: ["CWeirKernels"]),
    .testTarget(name: "WeirCatalogTests", dependencies: ["WeirCatalog"]),
    .testTarget(name: "WeirStatisticsTests", dependencies: ["WeirStatistics"]),
    .testTarget(
      name: "WeirEngineTests",
      dependencies: ["WeirEngine", "WeirCatalog", "CWeirKernels", "WeirTestSupport"]),
    .testTarget(
      name: "WeirPlotTests", dependencies: ["WeirPlot", "WeirTestSupport"], exclude: ["Golden"]),
    .testTarget(
      name: "WeirLanguageTests", dependencies: ["WeirLanguage", "WeirFuzz", "WeirTestSupport"],
      exclude: ["Programs", "Seeds", "Source/Golden"]),
    .testTarget(
      name: "WeirNotebookTests", dependencies: ["WeirNotebook", "CEditline", "WeirTestSupport"],
      exclude: ["Documents/Golden"]),
    // Drives the built program, so the program must be built first.
    .testTarget(name: "WeirCommandTests", dependencies: ["WeirCommand", "WeirTestSupport"]),
  ]
)

// scripts/check --sanitize builds the kernels and their tests alone.
if Context.environment["WEIR_KERNELS_ONLY"] != nil {
  package.targets.removeAll { !["CWeirKernels", "CWeirKernelsTests"].contains($0.name) }
  (package.products, package.dependencies) = ([], [])
}

// scripts/check builds with warnings as errors. Nobody else does: a newer compiler finds new ones.
if Context.environment["WEIR_STRICT"] != nil {
  for target in package.targets where target.type != .system {
    target.cSettings = (target.cSettings ?? []) + [.enableWarning("all"), .treatAllWarnings(as: .error)]
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
