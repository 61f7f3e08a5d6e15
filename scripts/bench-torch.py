"""The peer of scripts/bench: the same training step in PyTorch, sparse by masks applied in place.

A masked layer is a dense one: the gradient is multiplied by the mask before the optimizer's step and the
weight after it, the usual way where no sparse kernels are at hand, and the faster of PyTorch's two (the
other, torch.nn.utils.prune, multiplies inside the graph). Everything that PyTorch offers for speed without
changing the arithmetic is on: fused optimizers, one call over the list of all tensors, gradients set to
none. Batches are sliced beforehand, so that no time goes into loading; unless --samples asks for epochs, for which
samples are shuffled and gathered by index, four times as fast as PyTorch's loader does it.

With --peer-layout csr the weights are kept as compressed rows, and their gradient is sampled where they are: what
PyTorch has for unstructured sparsity without masks.

Reads `run N` lines from standard input; answers each with a line of JSON after N timed steps.
"""

import argparse
import json
import resource
import sys
import time
import warnings

warnings.filterwarnings("ignore", message="Failed to initialize NumPy|Sparse ")

import torch  # noqa: E402
from torch import nn  # noqa: E402

import torch_networks  # noqa: E402


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--network", help="resnet-20, wide_resnet-16-2, ... for images of 3 x 32 x 32")
    parser.add_argument("--convolution", help="channels, filters and the side of the planes, with commas between")
    parser.add_argument("--density", type=float, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--samples", type=int, help="samples to draw batches from, in an order of its own each epoch")
    parser.add_argument("--peer-layout", choices=["masked", "csr"], default="masked")
    parser.add_argument("--optimizer", choices=["sgd", "adam"], default="sgd")
    parser.add_argument("--batch-norm", action="store_true")
    return parser.parse_args()


def network(options):
    layers, sizes = [], options.sizes
    for index, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        is_compressed = options.peer_layout == "csr" and options.density < 1
        layers.append(
            CompressedLinear(inputs, outputs, options.density) if is_compressed else nn.Linear(inputs, outputs))
        if index < len(sizes) - 2:
            if options.batch_norm:
                layers.append(nn.BatchNorm1d(outputs))
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)


def named_network(name):
    """A network for images, in the order of memory that PyTorch is fastest with."""
    kind, *numbers = name.split("-")
    layers = getattr(torch_networks, kind)(*map(int, numbers))
    return torch_networks.network(layers, [3, 32, 32]).to(memory_format=torch.channels_last)


def random_mask(weight, density):
    """A mask with an exact count of ones, as Weir draws it."""
    kept = torch.randperm(weight.numel())[: round(density * weight.numel())]
    mask = torch.zeros(weight.numel())
    mask[kept] = 1
    return mask.view_as(weight)


class SparseProduct(torch.autograd.Function):
    """x Wᵀ for W in compressed rows, of which [values] are the numbers."""

    @staticmethod
    def forward(context, inputs, values, rows):
        context.save_for_backward(inputs, values)
        context.rows = rows
        return (rows.matrix(values) @ inputs.t()).t()

    @staticmethod
    def backward(context, gradient):
        inputs, values = context.saved_tensors
        rows, gradient = context.rows, gradient.contiguous()
        back = (rows.transposed(values) @ gradient.t()).t() if context.needs_input_grad[0] else None
        sampled = torch.sparse.sampled_addmm(rows.zeros, gradient.t(), inputs, beta=0)
        return back, sampled.values(), None


class CompressedLinear(nn.Module):
    """A linear layer whose weights, a share [density] of all, are kept as compressed rows."""

    def __init__(self, inputs, outputs, density):
        super().__init__()
        linear = nn.Linear(inputs, outputs)
        weights = (linear.weight.detach() * random_mask(linear.weight, density)).to_sparse_csr()
        self.size, self.starts, self.columns = weights.size(), weights.crow_indices(), weights.col_indices()
        self.values, self.bias = nn.Parameter(weights.values().clone()), linear.bias
        # The places of the values in the order of the transposed matrix.
        places = torch.sparse_csr_tensor(
            self.starts, self.columns, torch.arange(1.0, len(self.columns) + 1, dtype=torch.float64), self.size)
        turned = places.to_sparse_coo().t().coalesce().to_sparse_csr()
        self.order = turned.values().long() - 1
        self.turned_starts, self.turned_columns = turned.crow_indices(), turned.col_indices()
        self.zeros = self.matrix(torch.zeros_like(self.values))

    def matrix(self, values):
        return torch.sparse_csr_tensor(self.starts, self.columns, values, self.size)

    def transposed(self, values):
        size = (self.size[1], self.size[0])
        return torch.sparse_csr_tensor(self.turned_starts, self.turned_columns, values[self.order], size)

    def forward(self, inputs):
        return SparseProduct.apply(inputs, self.values, self) + self.bias


def peak_bytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def resident_bytes():
    """Memory held now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm") as pages:
            return int(pages.read().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def fixed_batches(options, shape, classes, order):
    """Some batches, one after the other."""
    batches = [
        (torch.rand(options.batch, *shape).to(memory_format=order), torch.randint(classes, (options.batch,)))
        for _ in range(8 if options.network else 64)
    ]
    return lambda number: batches[number % len(batches)]


def epochs(options, shape, classes):
    """The batches of one epoch after the other."""
    inputs, labels = torch.rand(options.samples, *shape), torch.randint(classes, (options.samples,))
    steps = -(-options.samples // options.batch)
    order = None

    def batch(number):
        nonlocal order
        place = number % steps
        if place == 0:
            order = torch.randperm(options.samples)
        chosen = order[place * options.batch : (place + 1) * options.batch]
        return inputs[chosen], labels[chosen]

    return batch


def training_step(options):
    """A full step: forward, loss, backward, and the optimizer's update under the masks."""
    if options.network:
        net, shape, classes = named_network(options.network), [3, 32, 32], 10
    else:
        net, shape, classes = network(options), options.sizes[:1], options.sizes[-1]
    weights = [layer.weight for layer in net.modules() if isinstance(layer, (nn.Linear, nn.Conv2d))]
    masks = [random_mask(weight, options.density) for weight in weights] if options.density < 1 else []
    with torch.no_grad():
        for weight, mask in zip(weights, masks):
            weight.mul_(mask)
    if options.optimizer == "sgd":
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9, fused=True)
    else:
        optimizer = torch.optim.Adam(net.parameters(), lr=0.001, fused=True)
    cross_entropy = nn.CrossEntropyLoss()
    order = torch.channels_last if options.network else torch.contiguous_format
    batch = epochs(options, shape, classes) if options.samples else fixed_batches(options, shape, classes, order)

    def step(number):
        inputs, labels = batch(number)
        optimizer.zero_grad(set_to_none=True)
        loss = cross_entropy(net(inputs), labels)
        loss.backward()
        with torch.no_grad():
            if masks:
                torch._foreach_mul_([weight.grad for weight in weights], masks)
            optimizer.step()
            if masks:
                torch._foreach_mul_([weight.data for weight in weights], masks)

    return step


def convolution_step(options):
    """The three products of a 3 x 3 convolution: forward, gradient of the input, gradient of the weights."""
    channels, filters, side = map(int, options.convolution.split(","))
    order = torch.channels_last
    inputs = torch.rand(options.batch, channels, side, side).to(memory_format=order)
    behind = torch.rand(options.batch, filters, side, side).to(memory_format=order)
    weights = torch.randn(filters, channels, 3, 3).to(memory_format=order)

    def step(_):
        torch.nn.functional.conv2d(inputs, weights, padding=1)
        torch.ops.aten.convolution_backward(
            behind, inputs, weights, None, [1, 1], [1, 1], [1, 1], False, [0, 0], 1, [True, True, False]
        )

    return step


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    step = convolution_step(options) if options.convolution else training_step(options)
    for line in sys.stdin:
        words = line.split()
        if len(words) != 2 or words[0] != "run":
            sys.exit(f"expected `run N`, found {line.strip()!r}")
        steps = int(words[1])
        start = time.perf_counter()
        for number in range(steps):
            step(number)
        elapsed = time.perf_counter() - start
        answer = {
            "name": f"torch {torch.__version__}",
            "threads": options.threads,
            "ms_per_step": elapsed * 1000 / steps,
            "peak_bytes": peak_bytes(),
            "resident_bytes": resident_bytes(),
        }
        print(json.dumps(answer), flush=True)


main()
