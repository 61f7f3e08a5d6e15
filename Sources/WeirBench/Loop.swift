/// A loop of simple operations in Weir's language, and the same in Python's.
///
/// What counts as an operation: arithmetic, a comparison, a call, an item looked up or added. Bindings and what a loop
/// does to go on count for nothing, here and there.
struct Loop {
  let name: String
  /// How many operations a pass has.
  let operations: Int
  /// Passes in a run.
  var passes = 100_000
  /// A function `run(n)` of so many passes.
  let weir: String
  let python: String

  static let all = [
    Loop(
      name: "sums of integers", operations: 3,
      weir: """
        fn run(n) {
          s = 0
          i = 0
          while i < n {
            s = s + i
            i = i + 1
          }
          s
        }
        """,
      python: """
        def run(n):
          s = 0
          i = 0
          while i < n:
            s = s + i
            i = i + 1
          return s
        """),
    Loop(
      name: "products of numbers", operations: 3,
      weir: """
        fn run(n) {
          x = 0.3
          for i in 0..<n { x = 3.7 * x * (1 - x) }
          x
        }
        """,
      python: """
        def run(n):
          x = 0.3
          for i in range(n): x = 3.7 * x * (1 - x)
          return x
        """),
    Loop(
      name: "conditions", operations: 3,
      weir: """
        fn run(n) {
          c = 0
          for i in 0..<n { if i mod 2 == 0 { c = c + 1 } else { c = c - 1 } }
          c
        }
        """,
      python: """
        def run(n):
          c = 0
          for i in range(n): c = c + 1 if i % 2 == 0 else c - 1
          return c
        """),
    Loop(
      name: "calls", operations: 2,
      weir: """
        fn add(a, b) = a + b
        fn run(n) {
          s = 0
          for i in 0..<n { s = add(s, i) }
          s
        }
        """,
      python: """
        def add(a, b): return a + b
        def run(n):
          s = 0
          for i in range(n): s = add(s, i)
          return s
        """),
    // fib(20) is 21,891 calls and comparisons, and 10,945 times an addition and two subtractions.
    Loop(
      name: "recursion", operations: 2 * 21_891 + 3 * 10_945, passes: 5,
      weir: """
        fn fib(n) = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
        fn run(n) { for i in 0..<n { fib(20) } }
        """,
      python: """
        def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
        def run(n):
          for i in range(n): fib(20)
        """),
    Loop(
      name: "items of a list", operations: 3,
      weir: """
        xs = [i for i in 0..<1000]
        fn run(n) {
          s = 0
          for i in 0..<n { s = s + xs[i mod 1000] }
          s
        }
        """,
      python: """
        xs = list(range(1000))
        def run(n):
          s = 0
          for i in range(n): s = s + xs[i % 1000]
          return s
        """),
    Loop(
      name: "a list that grows", operations: 1,
      weir: """
        fn run(n) {
          xs = []
          for i in 0..<n { xs = xs + [i] }
          len(xs)
        }
        """,
      python: """
        def run(n):
          xs = []
          for i in range(n): xs.append(i)
          return len(xs)
        """),
    Loop(
      name: "a list made of another", operations: 3,
      weir: """
        fn run(n) = len([x * x for x in 0..<n if x mod 3 != 1])
        """,
      python: """
        def run(n): return len([x * x for x in range(n) if x % 3 != 1])
        """),
    Loop(
      name: "functions of items", operations: 2,
      weir: """
        fn run(n) = len(map(0..<n, x => x + 1))
        """,
      python: """
        def run(n): return len(list(map(lambda x: x + 1, range(n))))
        """),
    Loop(
      name: "fields of records", operations: 3,
      weir: """
        fn run(n) {
          p = {x: 1, y: 2}
          s = 0
          for i in 0..<n { s = p.x + p.y }
          s
        }
        """,
      python: """
        class Point: pass
        def run(n):
          p = Point()
          p.x, p.y = 1, 2
          s = 0
          for i in range(n): s = p.x + p.y
          return s
        """),
    Loop(
      name: "calls of builtins", operations: 2,
      weir: """
        fn run(n) {
          s = 0
          for i in 0..<n { s = s + abs(i) }
          s
        }
        """,
      python: """
        def run(n):
          s = 0
          for i in range(n): s = s + abs(i)
          return s
        """),
  ]
}
