"""Holds Weir's statistics to SciPy's: the peer and the judge of the second half of scripts/reference.

Draws samples, has Weir judge them (scripts/reference-statistics.weir) and judges them itself. Prints a line for each
kind with the largest difference of anything in it, and fails if one is above 1e-9.

Where samples have ties, SciPy's exact tests of ranks are those by permutation, over all of them; with zero differences
left out, as Weir does. Of more than eleven tied differences there are too many, so their signs are counted here by sums.
The bootstrap gets Weir's resamples, so that what is compared is what becomes of them. SciPy has no Holm, so that is a
sentence of Python here. The smallest p that so many pairs can have is SciPy's of differences that are all on one side.
"""

import json
import math
import pathlib
import random
import subprocess
import sys
import types
import warnings

import numpy
from scipy import stats

SEED = 15
TOLERANCE = 1e-9
SIDES = ["greater", "less", "two-sided"]
EVERY = stats.PermutationMethod(n_resamples=math.inf)

# ---- What is drawn.

def sample(draw, count, levels):
    """Normal numbers, or as many as there are [levels] of them and so with ties."""
    numbers = [draw.gauss(0.3, 1) for _ in range(count)]
    return numbers if levels is None else [float(round(x * levels)) for x in numbers]


def wide(draw, count):
    """Numbers over twenty powers of ten: what is small beside the largest is no rounding."""
    return [math.exp(draw.gauss(0, 8)) for _ in range(count)]


def cases(draw):
    def case(kind, a, b=None, **more):
        return {"kind": kind, "a": a, "b": b if b is not None else [0.0] * len(a), **more}

    for levels in [None, 1, 3]:
        for size in [1, 2, 3, 5, 8, 11, 14, 18, 25, 26, 27, 30, 40, 200]:
            for _ in range(3):
                yield case("wilcoxon", sample(draw, size, levels), sample(draw, size, levels))
        for size in [3, 8, 14, 25, 40] if levels is None else []:
            for _ in range(3):
                yield case("wilcoxon", wide(draw, size), wide(draw, size))
        for first, second in [(1, 1), (2, 3), (5, 4), (6, 5), (20, 20), (3, 30), (21, 20), (100, 70)]:
            if levels is not None and (first == 1 or 11 < first + second <= 40):
                continue
            for _ in range(3):
                yield case("mann_whitney", sample(draw, first, levels), sample(draw, second, levels))
        for size in [3, 4, 7, 20, 33, 34, 100, 1000]:
            for _ in range(3):
                a = sample(draw, size, levels)
                b = [x * draw.choice([0, 0.5, -1]) + y for x, y in zip(a, sample(draw, size, levels))]
                if len(set(a)) > 1 and len(set(b)) > 1:
                    for kind in ["kendall", "spearman", "pearson"]:
                        yield case(kind, a, b)
    for size in [40, 200]:
        yield case("kendall", sorted(sample(draw, size, None)), [float(i) for i in range(size)])
    for size in [2, 3, 10, 100, 5000]:
        yield case("ci", sample(draw, size, None))
    for statistic in ["mean", "median", "tau", "difference"]:
        for size in [6, 20, 45]:
            yield case("bootstrap", sample(draw, size, None), sample(draw, size, None), statistic=statistic)
    for size in [1, 4, 5, 24, 25, 26, 27, 60, 400]:
        yield case("power", [float(size)])
    for size in [1, 2, 9, 30]:
        yield case("holm", [draw.random() ** 4 for _ in range(size)])


# ---- SciPy's judgement, in the shape of Weir's.

def wilcoxon(a, b):
    differences = numpy.subtract(a, b)
    left = differences[differences != 0]
    if len(left) == 0:
        return [[0, 1]] * 3
    tied = len(set(abs(left))) < len(left)
    if tied and 11 < len(left) <= 25:
        return counted(left)
    method = "asymptotic" if len(left) > 25 else EVERY if tied else "exact"
    above = stats.wilcoxon(left, alternative="greater", correction=False, method="asymptotic").statistic
    return [[above, stats.wilcoxon(left, alternative=side, correction=False, method=method).pvalue] for side in SIDES]


def counted(differences):
    """The test of tied differences, by how many of all choices of signs have each sum of ranks."""
    ranks = (2 * stats.rankdata(abs(differences))).astype(int)
    ways = numpy.ones(1)
    for rank in ranks:
        ways = numpy.pad(ways, (0, rank)) + numpy.pad(ways, (rank, 0))
    above = ranks[differences > 0].sum()
    greater, less = ways[above:].sum() / ways.sum(), ways[: above + 1].sum() / ways.sum()
    return [[above / 2, greater], [above / 2, less], [above / 2, min(1, 2 * min(greater, less))]]


def power(pairs, _):
    # The normal tail is the thinnest where all are of one size.
    every = numpy.arange(1, pairs[0] + 1) if pairs[0] <= 25 else numpy.ones(int(pairs[0]))
    return [[p for _, p in wilcoxon(every, 0 * every)][0::2], [wilcoxon(-every, 0 * every)[1][1]] * 2]


def mann_whitney(a, b):
    tied = len(set(a + b)) < len(a + b)
    method = "asymptotic" if len(a + b) > 40 else EVERY if tied else "exact"
    found = [stats.mannwhitneyu(a, b, alternative=side, method=method) for side in SIDES]
    return [[one.statistic, 1 if math.isnan(one.pvalue) else one.pvalue] for one in found]


def correlation(function):
    def judge(a, b):
        return [list(function(a, b, alternative=side)) for side in SIDES]
    return judge


def ci(a, _):
    mean, error = numpy.mean(a), stats.sem(a)
    return [[mean, *stats.t.interval(level, len(a) - 1, mean, error)] for level in [0.9, 0.95, 0.999]]


STATISTICS = {
    "mean": (lambda a, b: (a,), numpy.mean, 0.9),
    "median": (lambda a, b: (a,), numpy.median, 0.95),
    # Rounded, for whether a resample has just the tau of the samples is asked of the last bit.
    "tau": (lambda a, b: (a, b), lambda a, b: round(stats.kendalltau(a, b)[0], 12), 0.95),
    "difference": (lambda a, b: (a, b), lambda a, b: numpy.mean(a) - numpy.mean(b), 0.95),
}


def bootstrap(case, judged):
    data, statistic, level = STATISTICS[case["statistic"]]
    data = data(case["a"], case["b"])
    found = []
    for method, weir in zip(["percentile", "BCa"], judged):
        given = types.SimpleNamespace(bootstrap_distribution=numpy.array(weir["replicates"]))
        result = stats.bootstrap(
            data, statistic, n_resamples=0, bootstrap_result=given, method=method, confidence_level=level,
            paired=case["statistic"] == "tau", vectorized=False,
        )
        low, high = result.confidence_interval
        found.append([statistic(*data), low, high, result.standard_error])
    return found


def holm(p, _):
    adjusted, most = [0.0] * len(p), 0.0
    for rank, place in enumerate(sorted(range(len(p)), key=p.__getitem__)):
        most = adjusted[place] = max(most, min(1, (len(p) - rank) * p[place]))
    return [adjusted]


JUDGES = {
    "wilcoxon": wilcoxon, "mann_whitney": mann_whitney, "kendall": correlation(stats.kendalltau),
    "spearman": correlation(stats.spearmanr), "pearson": correlation(stats.pearsonr), "ci": ci, "holm": holm,
    "power": power,
}


def difference(case, judged):
    """The largest difference of any number, of p and of statistics alike."""
    if case["kind"] == "bootstrap":
        expected = bootstrap(case, judged)
        judged = [[one[name] for name in ["estimate", "low", "high", "error"]] for one in judged]
    else:
        expected = JUDGES[case["kind"]](case["a"], case["b"])
    return float(numpy.max(numpy.abs(numpy.subtract(expected, judged))))


def main():
    weir, script, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    plan = list(cases(random.Random(SEED)))
    (folder / "statistics.json").write_text(json.dumps({"cases": plan}))
    subprocess.run([weir, script, str(folder)], check=True)
    judged = json.loads((folder / "judged.json").read_text())
    worst = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for case, one in zip(plan, judged, strict=True):
            worst.setdefault(case["kind"], []).append(difference(case, one))
    for kind, found in worst.items():
        print(f"{kind:14} {len(found):4} cases, largest difference {max(found):.1e}")
    # Not a number is no agreement.
    missed = [kind for kind, found in worst.items() if not max(found) <= TOLERANCE]
    if missed:
        sys.exit(f"above {TOLERANCE:g}: {', '.join(missed)}")


main()
