/// What there is help on besides names.
enum Topic: String, CaseIterable {
  case language, editing, training

  /// What it is about, for lists.
  var summary: String {
    switch self {
    case .language: "the language on one page"
    case .editing: "what the keys do"
    case .training: "what can be done while a network trains, and afterwards"
    }
  }

  /// How to ask for them.
  static var names: [String] { allCases.map(\.rawValue) }

  /// What can be done with a training, a thing a line.
  static let trainingRows: [(name: String, text: String)] = [
    ("run = train(net, data)", "trains beside the prompt; what is above it is the training as it goes"),
    ("run.egf  run.net  run.flow", "the run after the last step done; in a cell it does not change"),
    ("Ctrl-C", "on an empty line: pauses between two steps"),
    ("resume", "goes on to the same bits as if there had been no pause"),
    ("run = run.step(1)", "one step further"),
    ("run.at(100)", "the run as it was after 100 steps, bit for bit"),
    (":goto 100", "the cell `run = run.at(100)`; `:goto` a later step goes forward again"),
    ("run.at(100).resume(optimizer: adam)", "another way from there: a fork"),
    ("plot({run: run.loss, fork: fork.loss})", "both in one plot"),
    (":wait", "until the training has ended; another may begin only then"),
    ("train(net, data, live: false)", "trains first; the prompt comes back when it has ended"),
  ]

  /// The language, an example a line.
  static let languageRows: [(name: String, text: String)] = [
    ("net = mlp([784, 300, 10])", "a name for a value; values never change, names may be bound again"),
    ("net.sparsify(density: 10%)", "the same as sparsify(net, density: 10%)"),
    ("12  0.1  1e-3  90%  1_000", "numbers; 90% is 0.9, and 12 / 5 is 2.4"),
    ("+ - * / ^  div mod", "arithmetic; over series and tensors for each element"),
    ("== != < <= > >= in  and or not", "comparisons, and what joins them"),
    ("\"loss: \\(run.loss)\"", "a text with a value in it"),
    ("[1, 2]  xs[0]  xs[-1]  xs[1..<3]", "lists; places count from 0, and from -1 at the end"),
    ("{lr: 0.1, steps: 200}  r.lr", "records"),
    ("1...5  0..<5", "ranges"),
    ("[x ^ 2 for x in 1...5 if x != 3]", "a list made of another"),
    ("x => x + 1  (a, b) => a + b", "functions without a name"),
    ("fn f(x, k = 1) = k * x", "a function; or a block { } whose last value it returns"),
    ("if a > b { a } else { b }", "a choice, which has a value"),
    ("for s in 1...3 { print(s) }", "a loop; `while` likewise"),
    ("sgd(lr: 0.1)  erk", "things with settings; a bare name means its defaults"),
    ("expect run.accuracy > 0.8", "stops the program if it is not so"),
    ("use \"helpers.weir\"", "the names of another file"),
    ("# %% Title", "begins a cell of a script; `#` a remark"),
  ]
}
