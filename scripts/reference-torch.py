"""Holds Weir's training to PyTorch's: the peer and the judge of scripts/reference.

Draws networks, masks and samples; has Weir train them (scripts/reference.weir) and trains them itself, from the
same numbers and in the same order; prints a line for each training with the largest relative differences of
weights and of losses; and a line for each Hessian. Files are exchanged as safetensors, under the names of a state_dict, and as JSON.

Of an array, a difference is relative to its largest number; of a loss, to the loss. Two things that both sides
leave to rounding are kept out. A bias in front of batch norm has no gradient, so it is not compared, nor is the
running mean that takes it off again; and each unit has several inputs, since batch norm also takes off the scale of
a single one. Adam and its kin make steps of such nothings. And on which side of the kink of relu an input lies is
for rounding to decide if it comes very near; the seed is one with which none does, and how near they come is said.
"""

import array
import json
import math
import pathlib
import random
import struct
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

import torch  # noqa: E402
from torch import nn, optim  # noqa: E402
from torch.optim import lr_scheduler  # noqa: E402

import torch_networks  # noqa: E402

SEED = 70
STEPS, BATCH, SAMPLES = 50, 70, 160  # more than a tile of Weir's, and a last batch that is smaller
IMAGE_STEPS = 20
SIZES = [20, 16, 12, 5]
SHARES = [0.2, 0.19, 0.75]  # of active weights; Weir stores the last matrix whole, being three quarters dense
TOLERANCE = 1e-4

# ---- What the names of the plan stand for; scripts/reference.weir says the same in Weir's words.

class Relu(nn.ReLU):
    """Remembers how near to the kink an input came."""

    nearest = math.inf

    def forward(self, x):
        if torch.is_grad_enabled():  # and no shape is only looked for
            Relu.nearest = min(Relu.nearest, x.abs().min().item())
        return super().forward(x)


ACTIVATIONS = {"relu": Relu, "tanh": nn.Tanh, "swish": nn.SiLU}
torch_networks.ACTIVATIONS.update(ACTIVATIONS)


def groups(net, pull=None):
    """Weights, on which [pull] pulls, and all else, on which nothing does."""
    weights = [layer.weight for layer in net.modules() if isinstance(layer, (nn.Linear, nn.Conv2d))]
    others = [parameter for parameter in net.parameters() if all(parameter is not weight for weight in weights)]
    pulled = {"params": weights}
    if pull is not None:
        pulled["weight_decay"] = pull
    return [pulled, {"params": others, "weight_decay": 0}]


OPTIMIZERS = {
    "sgd": lambda net: optim.SGD(groups(net)),
    "sgd, momentum": lambda net: optim.SGD(groups(net), lr=0.05, momentum=0.9),
    "sgd, nesterov, l2": lambda net: optim.SGD(groups(net, 0.01), lr=0.05, momentum=0.9, nesterov=True),
    "adagrad": lambda net: optim.Adagrad(groups(net)),
    "adagrad, lr_decay, l2": lambda net: optim.Adagrad(
        groups(net, 0.01), lr=0.05, lr_decay=0.1, initial_accumulator_value=0.1
    ),
    "rmsprop": lambda net: optim.RMSprop(groups(net)),
    "rmsprop, centered, momentum": lambda net: optim.RMSprop(
        groups(net), lr=0.001, alpha=0.9, centered=True, momentum=0.5
    ),
    "adam": lambda net: optim.Adam(groups(net)),
    "adam, l2": lambda net: optim.Adam(groups(net, 0.01), lr=0.005, betas=(0.8, 0.99)),
    "adamw": lambda net: optim.AdamW(groups(net)),
    "nadam": lambda net: optim.NAdam(groups(net)),
    "nadam, weight_decay": lambda net: optim.NAdam(
        groups(net, 0.1), lr=0.005, momentum_decay=0.02, decoupled_weight_decay=True
    ),
    "adamax": lambda net: optim.Adamax(groups(net)),
}

SCHEDULES = {
    "constant": lambda rule: lr_scheduler.ConstantLR(rule, factor=1),
    "step_decay": lambda rule: lr_scheduler.StepLR(rule, step_size=15, gamma=0.5),
    "cosine": lambda rule: lr_scheduler.CosineAnnealingLR(
        rule, T_max=STEPS, eta_min=0.1 * rule.param_groups[0]["lr"]
    ),
    "polynomial": lambda rule: lr_scheduler.PolynomialLR(rule, total_iters=STEPS, power=2),
    "warmup": lambda rule: lr_scheduler.LinearLR(rule, start_factor=0.1, total_iters=10),
    "one_cycle": lambda rule: lr_scheduler.OneCycleLR(
        rule, max_lr=rule.param_groups[0]["lr"], total_steps=STEPS, cycle_momentum=False
    ),
}

CLIPS = {
    "none": lambda parameters: None,
    "clip_norm": lambda parameters: nn.utils.clip_grad_norm_(parameters, 0.5),
    "clip_value": lambda parameters: nn.utils.clip_grad_value_(parameters, 0.02),
}


def perceptron(activation, batch_norm):
    """A network of dense layers."""
    layers = []
    for index, units in enumerate(SIZES[1:]):
        layers.append({"kind": "dense", "units": units})
        if index < len(SIZES) - 2:
            layers += [{"kind": "batch_norm"}] if batch_norm else []
            layers.append({"kind": activation})
    return {"input": SIZES[:1], "layers": layers}


def drawn_network(draws):
    """A network for images, by chance: convolutions of all sorts, pooling, residual blocks, batch norm."""
    activation = draws.choice(["tanh", "swish"])
    shape = [draws.choice([2, 4, 6]), draws.randint(7, 13), draws.randint(7, 13)]
    layers, here = [], shape
    for _ in range(draws.randint(2, 3)):
        kernel = draws.randint(1, min(5, here[1], here[2]))
        groups = draws.choice([g for g in (1, 1, 2, here[0]) if here[0] % g == 0])
        norm = draws.random() < 0.5
        conv = {
            "kind": "conv",
            "filters": groups * draws.randint(1, 4) if groups > 1 else draws.choice([4, 6, 8]),
            "kernel": kernel,
            "stride": draws.randint(1, 2),
            "padding": draws.randint(0, kernel // 2),
            "groups": groups,
            "bias": not norm,
        }
        layers += [conv] + ([{"kind": "batch_norm"}] if norm else []) + [{"kind": activation}]
        _, here = torch_networks.sequence(layers, shape)
        if draws.random() < 0.5 and min(here[1:]) >= 2:
            kind = draws.choice(["max_pool", "avg_pool"])
            layers.append({"kind": kind, "size": 2, "stride": draws.randint(1, 2), "padding": draws.randint(0, 1)})
        if draws.random() < 0.5:
            stride = draws.randint(1, 2)
            way = [torch_networks.conv(here[0], stride=stride), {"kind": "batch_norm"}, {"kind": activation}]
            shortcut = [torch_networks.conv(here[0], 1, stride), {"kind": "batch_norm"}] if stride > 1 else []
            layers.append({"kind": "residual", "layers": way, "shortcut": shortcut})
        _, here = torch_networks.sequence(layers, shape)
    layers.append({"kind": draws.choice(["flatten", "global_avg_pool"])})
    return {"input": shape, "layers": layers + [{"kind": "dense", "units": SIZES[-1]}]}


def cases(draws):
    """Every optimizer with every activation, with batch norm and without; schedules and clips once each; networks
    for images, with two optimizers each."""
    rows = [
        (optimizer, perceptron(activation, norm), "yes" if norm else "no", activation, "constant", "none")
        for optimizer in OPTIMIZERS
        for norm in (False, True)
        for activation in ACTIVATIONS
    ]
    usual = perceptron("swish", True)
    rows += [
        ("sgd, momentum", usual, "yes", "swish", schedule, "none") for schedule in SCHEDULES if schedule != "constant"
    ]
    usual = perceptron("swish", False)
    rows += [("sgd, momentum", usual, "no", "swish", "constant", clip) for clip in CLIPS if clip != "none"]
    for _ in range(10):
        net = drawn_network(draws)
        kinds = [layer["kind"] for layer in net["layers"]]
        for optimizer in ("sgd, momentum", "adam"):
            rows.append((optimizer, net, "yes" if "batch_norm" in kinds else "no", "image", "constant", "none"))
    keys = ("optimizer", "net", "batch_norm", "activation", "schedule", "clip")
    for number, row in enumerate(rows):
        case = dict(zip(keys, row))
        image = len(case["net"]["input"]) > 1
        case["steps"] = IMAGE_STEPS if image else STEPS
        case["data"] = f"data-{math.prod(case['net']['input'])}.csv"
        case["start"] = f"start-{number if image else case['batch_norm']}.safetensors"
        yield case | {"result": f"{number}.safetensors"}


# ---- Files

KINDS = {"F32": ("f", 4), "BOOL": ("B", 1)}


def write_tensors(path, tensors):
    header, body = {}, b""
    for name, tensor in tensors.items():
        kind = "BOOL" if tensor.dtype == torch.bool else "F32"
        data = array.array(KINDS[kind][0], tensor.flatten().tolist()).tobytes()
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def read_tensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        values = array.array(KINDS[entry["dtype"]][0])
        values.frombytes(data[8 + length + begin : 8 + length + end])
        tensors[name] = torch.tensor(values.tolist()).reshape(entry["shape"])
    return tensors


# ---- Both sides


def named(net):
    """The numbers of a network under the names that Weir gives them."""
    return {name: value for name, value in net.state_dict().items() if "num_batches" not in name}


def weighted(net):
    """The names of the weights that have a mask, and the layers."""
    layers = net.named_modules()
    return {f"{name}.weight": layer for name, layer in layers if isinstance(layer, (nn.Linear, nn.Conv2d))}


def make_start(path, case, draws):
    """A sparse network with random weights, for both sides to begin with."""
    net = torch_networks.network(case["net"]["layers"], case["net"]["input"])
    tensors = named(net)
    for index, name in enumerate(weighted(net)):
        shape = tensors[name].shape
        units, inputs = shape[0], shape[1:].numel()
        share = SHARES[index] if case["activation"] != "image" else draws.choice([0.2, 0.4, 0.75, 1])
        fan_in = max(min(3, inputs), round(share * inputs))
        mask = torch.zeros(units, inputs, dtype=torch.bool)
        for unit in range(units):
            mask[unit, draws.sample(range(inputs), fan_in)] = True
        weights = torch.tensor([draws.gauss(0, fan_in**-0.5) for _ in range(units * inputs)])
        tensors[name] = (weights.view(units, inputs) * mask).view(shape)
        tensors[name.removesuffix("weight") + "mask"] = mask.view(shape)
        bias = name.removesuffix("weight") + "bias"
        if bias in tensors:
            tensors[bias] = torch.tensor([draws.gauss(0, 0.1) for _ in range(units)])
    write_tensors(path, tensors)


def make_data(path, count, draws):
    """Samples of [count] numbers, of classes that a linear map tells apart, but for some noise."""
    inputs = torch.tensor([[draws.gauss(0, 1) for _ in range(count)] for _ in range(SAMPLES)])
    truth = torch.tensor([[draws.gauss(0, 1) for _ in range(SIZES[-1])] for _ in range(count)])
    noise = torch.tensor([[draws.gauss(0, 2) for _ in range(SIZES[-1])] for _ in range(SAMPLES)])
    labels = (inputs @ truth + noise).argmax(1)
    rows = zip(inputs.tolist(), labels.tolist())
    path.write_text("".join(",".join(map(repr, row)) + f",{label}\n" for row, label in rows))
    return inputs, labels


def train(case, folder, inputs, labels):
    """Losses and the trained network, by PyTorch."""
    net = torch_networks.network(case["net"]["layers"], case["net"]["input"])
    start = read_tensors(folder / case["start"])
    net.load_state_dict({name: value for name, value in start.items() if "mask" not in name}, strict=False)
    masks = {
        layer.weight: start[name.removesuffix("weight") + "mask"].float() for name, layer in weighted(net).items()
    }
    rule = OPTIMIZERS[case["optimizer"]](net)
    schedule = SCHEDULES[case["schedule"]](rule)
    cross_entropy = nn.CrossEntropyLoss()
    inputs = inputs.view(-1, *case["net"]["input"])
    losses = []
    for step in range(case["steps"]):
        begin = step % -(-SAMPLES // BATCH) * BATCH
        rule.zero_grad()
        loss = cross_entropy(net(inputs[begin : begin + BATCH]), labels[begin : begin + BATCH])
        loss.backward()
        for weight, mask in masks.items():
            weight.grad.mul_(mask)
        CLIPS[case["clip"]](net.parameters())
        rule.step()
        schedule.step()
        losses.append(loss.item())
    return losses, named(net)


def hessian(case, folder, inputs, labels):
    """The second derivatives of the mean loss by all active parameters, by PyTorch."""
    net = torch_networks.network(case["net"]["layers"], case["net"]["input"])
    start = read_tensors(folder / case["start"])
    names = [name for name, _ in net.named_parameters()]
    masks = {name: start.get(name.removesuffix("weight") + "mask", torch.ones_like(start[name])) != 0 for name in names}
    point = torch.cat([start[name][masks[name]] for name in names])

    def loss(vector):
        tensors, begin = {}, 0
        for name, mask in masks.items():
            end = begin + int(mask.sum())
            tensors[name] = torch.zeros(mask.shape).masked_scatter(mask, vector[begin:end])
            begin = end
        return nn.functional.cross_entropy(torch.func.functional_call(net, tensors, (inputs,)), labels)

    return torch.autograd.functional.hessian(loss, point)


def difference(found, expected):
    """The largest difference in an array, by the largest number in it."""
    left_out = set()
    for norm in (name.removesuffix("running_mean") for name in expected if "running_mean" in name):
        chain, place = norm.rstrip(".").rsplit(".", 1)
        bias = f"{chain}.{int(place) - 1}.bias"
        if bias in expected:
            left_out |= {bias, f"{norm}running_mean"}
    return max(
        ((found[name] - value).abs().max() / value.abs().max()).item()
        for name, value in expected.items()
        if name not in left_out
    )


def check_peers(weir):
    """Every optimizer of Weir must be in the plan."""
    page = subprocess.run([weir, "reference", "optimizers"], check=True, capture_output=True, text=True).stdout
    missing = {line.split()[0] for line in page.splitlines()} - {name.split(",")[0] for name in OPTIMIZERS}
    if missing:
        sys.exit(f"no training compares {', '.join(sorted(missing))}; scripts/reference-torch.py and .weir lack it")


def main():
    weir, script, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    check_peers(weir)
    torch.set_num_threads(1)
    draws = random.Random(SEED)  # not PyTorch's, whose draws may change with its version
    plan = {"batch": BATCH, "cases": list(cases(draws))}
    # Of smooth activations: relu has no curvature, but kinks.
    plan["hessians"] = [
        case
        for case in plan["cases"]
        if case["optimizer"] == "sgd" and case["activation"] in ("tanh", "swish")
    ]
    data = {}
    for case in plan["cases"]:
        if case["data"] not in data:
            count = math.prod(case["net"]["input"])
            data[case["data"]] = make_data(folder / case["data"], count, draws)
    for start in {case["start"]: case for case in plan["cases"]}.values():
        make_start(folder / start["start"], start, draws)
    (folder / "plan.json").write_text(json.dumps(plan))
    if subprocess.run([weir, script, folder]).returncode != 0:
        sys.exit("Weir did not train them all")
    weirs = json.loads((folder / "losses.json").read_text())

    print(f"{'optimizer':28} {'batch norm':10} {'activation':10} {'besides':10}  weights   loss")
    misses = 0
    for case, series in zip(plan["cases"], weirs, strict=True):
        losses, expected = train(case, folder, *data[case["data"]])
        weights = difference(read_tensors(folder / case["result"]), expected)
        loss = max(abs(a - b) / b for a, b in zip(series["values"], losses, strict=True))
        passes = max(weights, loss) <= TOLERANCE
        misses += not passes
        besides = next((name for name in (case["schedule"], case["clip"]) if name not in ("constant", "none")), "")
        print(
            f"{case['optimizer']:28} {case['batch_norm']:10} {case['activation']:10} {besides:10}  {weights:.1e}  {loss:.1e}"
            + ("" if passes else "  MISS")
        )
    found = json.loads((folder / "hessians.json").read_text())
    for case, numbers in zip(plan["hessians"], found, strict=True):
        expected = hessian(case, folder, *data[case["data"]])
        apart = ((torch.tensor(numbers) - expected).abs().max() / expected.abs().max()).item()
        passes = apart <= TOLERANCE
        misses += not passes
        print(
            f"{'hessian':28} {case['batch_norm']:10} {case['activation']:10} {'':10}  {apart:.1e}"
            + ("" if passes else "  MISS")
        )
    print(f"the nearest that an input of relu came to its kink: {Relu.nearest:.1e}")
    count = len(weirs) + len(found)
    print(
        f"{count - misses} of {count} trainings and Hessians agree with PyTorch {torch.__version__} within {TOLERANCE}"
    )
    sys.exit(1 if misses else 0)


main()
