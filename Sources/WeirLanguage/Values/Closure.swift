import WeirCatalog

/// A function that a person wrote, together with the surroundings it was made in.
///
/// A class: two functions are the same only if they are one.
public final class Closure: Thing {
  /// The kind of all functions.
  public static let kind = Kind.function

  /// What it does.
  let code: Code
  /// The variables around it that it uses.
  let captured: [Box]
  /// How many functions and collections hold one another here.
  let depth: Int

  init(_ code: Code, captured: [Box]) {
    (self.code, self.captured) = (code, captured)
    depth = 1 + captured.reduce(0) { max($0, $1.value?.depth ?? 0) }
  }

  /// Its name; nil for one without, such as `x => x + 1`.
  public var name: String? { code.name }
  /// What it can be given, in order.
  public var parameters: [Parameter] { code.parameters }
  /// Its doc comment, without the `##`.
  public var documentation: String? { code.documentation }

  /// The function as one would call it: `gain(a, b: ...)`.
  public var signature: String {
    let parts = parameters.map { $0.isRequired ? $0.name : $0.name + ": ..." }
    return (name ?? "function") + "(" + parts.joined(separator: ", ") + ")"
  }
}
