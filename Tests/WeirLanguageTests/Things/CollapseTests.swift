import Testing

@testable import WeirLanguage

@Suite struct CollapseTests {
  @Test func `sparsify names the layers that it leaves without active weights, once`() throws {
    let (interpreter, host) = Interpreter.recording()
    try interpreter.run(
      "net = mlp([4, 6, 5, 3]).sparsify(distribution: per_layer([50%, 0%, 100%]))\n"
        + "again = net.sparsify(distribution: per_layer([0%, 0%, 10%]))")
    #expect(
      host.notes == [
        "layer 1 6-5 has collapsed: none of its weights is active",
        "layer 0 4-6 has collapsed: none of its weights is active",
      ])
  }

  @Test func `a summary says how weights were drawn and what has collapsed`() throws {
    let (interpreter, host) = Interpreter.recording()
    let value = try interpreter.run(
      "mlp([4, 6, 3]).sparsify(distribution: per_layer([0%, 50%]), init: glorot(fan: unit)).summary")
    let text = value?.full(on: host.display) ?? ""
    #expect(text.contains("weights drawn by glorot(fan: unit) at density 0.2143, by the active inputs"))
    #expect(text.contains("layer 0 4-6 has collapsed: none of its weights is active"))
  }
}
