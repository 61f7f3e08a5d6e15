"""Networks in PyTorch that are made as Weir makes them, layer by layer and under the same names.

A network is told as a list of layers, each a dictionary with its kind and its settings, so that both sides can read
the same plan; `resnet` and `wide_resnet` give the lists of the published networks.
"""

import torch
from torch import nn


ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "swish": nn.SiLU}


class Residual(nn.Module):
    """y = f(x) + g(x), with g the identity where there is no shortcut."""

    def __init__(self, layers, shortcut):
        super().__init__()
        self.layers, self.shortcut = layers, shortcut

    def forward(self, x):
        return self.layers(x) + self.shortcut(x)


class Chain(nn.Module):
    """A network whose parameters have the names that Weir gives them."""

    def __init__(self, layers):
        super().__init__()
        self.layers = layers

    def forward(self, x):
        return self.layers(x)


def module(layer, shape):
    """A layer for samples of [shape], and their shape behind it."""
    kind = layer["kind"]
    if kind == "conv":
        made = nn.Conv2d(
            shape[0],
            layer["filters"],
            layer["kernel"],
            stride=layer.get("stride", 1),
            padding=layer["padding"],
            groups=layer.get("groups", 1),
            bias=layer.get("bias", True),
        )
    elif kind == "batch_norm":
        made = nn.BatchNorm2d(shape[0]) if len(shape) == 3 else nn.BatchNorm1d(shape[0])
    elif kind in ACTIVATIONS:
        made = ACTIVATIONS[kind]()
    elif kind == "max_pool":
        made = nn.MaxPool2d(layer["size"], stride=layer.get("stride"), padding=layer.get("padding", 0))
    elif kind == "avg_pool":
        made = nn.AvgPool2d(layer["size"], stride=layer.get("stride"), padding=layer.get("padding", 0))
    elif kind == "global_avg_pool":
        made = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    elif kind == "flatten":
        made = nn.Flatten()
    elif kind == "dense":
        inputs = torch.Size(shape).numel()
        made = nn.Linear(inputs, layer["units"])
    elif kind == "residual":
        made = Residual(sequence(layer["layers"], shape)[0], sequence(layer.get("shortcut", []), shape)[0])
    else:
        raise ValueError(f"no layer is called {kind}")
    with torch.no_grad():
        # Two samples, since batch norm cannot do with one.
        return made, list(made(torch.zeros(2, *shape)).shape[1:])


def sequence(layers, shape):
    """The layers one after the other, and the shape of a sample behind them."""
    modules = []
    for layer in layers:
        made, shape = module(layer, shape)
        modules.append(made)
    return nn.Sequential(*modules), shape


def network(layers, shape):
    return Chain(sequence(layers, shape)[0])


# ---- Published networks for images of 32 by 32


def conv(filters, kernel=3, stride=1):
    padding = (kernel - 1) // 2
    return {
        "kind": "conv",
        "filters": filters,
        "kernel": kernel,
        "stride": stride,
        "padding": padding,
        "groups": 1,
        "bias": False,
    }


NORM, RELU = {"kind": "batch_norm"}, {"kind": "relu"}


def resnet(depth, width=16, classes=10):
    """He et al. 2016, with projections on the shortcuts."""
    layers = [conv(width), NORM, RELU]
    for stage in range(3):
        filters = width << stage
        for block in range((depth - 2) // 6):
            stride = 2 if stage > 0 and block == 0 else 1
            way = [conv(filters, stride=stride), NORM, RELU, conv(filters), NORM]
            shortcut = [conv(filters, 1, stride), NORM] if stride > 1 else []
            layers += [{"kind": "residual", "layers": way, "shortcut": shortcut}, RELU]
    return layers + [{"kind": "global_avg_pool"}, {"kind": "dense", "units": classes}]


def wide_resnet(depth, widening, classes=10):
    """Zagoruyko and Komodakis 2016."""
    layers, channels = [conv(16)], 16
    for stage in range(3):
        filters = (16 * widening) << stage
        for block in range((depth - 4) // 6):
            stride = 2 if stage > 0 and block == 0 else 1
            way = [conv(filters, stride=stride), NORM, RELU, conv(filters)]
            if channels == filters:
                layers.append({"kind": "residual", "layers": [NORM, RELU] + way})
            else:
                shortcut = [conv(filters, 1, stride)]
                layers += [NORM, RELU, {"kind": "residual", "layers": way, "shortcut": shortcut}]
            channels = filters
    return layers + [NORM, RELU, {"kind": "global_avg_pool"}, {"kind": "dense", "units": classes}]
