import WeirCatalog

/// The builtins that know nothing of networks.
let generalBuiltins: [any Builtin.Type] = [
  Print.self, Show.self, Describe.self, Length.self, MapItems.self, FilterItems.self, Fold.self, Reverse.self,
  Zip.self,
  Enumerate.self, Keys.self, Sort.self, SortBy.self, Sum.self, Mean.self, StandardDeviation.self, Median.self,
  ExtremeOf<Smallest>.self, ExtremeOf<Largest>.self, ExtremeBy<Smallest>.self, ExtremeBy<Largest>.self,
  Join.self, ToText.self, ToInteger.self, ToNumber.self, TypeName.self, Fail.self,
  Absolute.self, Round.self, Floor.self, Ceil.self,
  Elementwise<SquareRoot>.self, Elementwise<Exponential>.self, Elementwise<NaturalLogarithm>.self,
  Elementwise<DecimalLogarithm>.self, Elementwise<Sine>.self, Elementwise<Cosinus>.self,
]
