#!/usr/bin/env python3
"""Writes the models of src/test/resources/io/hourglass/interop/keras and what they give, computed here in numpy.

The layouts are those of Keras' saving library: a .keras file is a ZIP of config.json, metadata.json and model.weights.h5, with the arrays
of a layer under layers/CLASS_NUMBER/vars/0, 1...; a whole model in HDF5 has the attribute model_config and, under model_weights, a group
a layer with the attribute weight_names. Needs numpy and h5py (Debian: python3-h5py); Keras itself is not needed.

    python3 src/test/python/keras_fixtures.py src/test/resources/io/hourglass/interop/keras
"""

import io
import json
import pathlib
import re
import struct
import sys
import zipfile

import h5py
import numpy as np

RANDOM = np.random.default_rng(9)
FLOAT = np.float64  # the expected values are computed in doubles


def drawn(*shape, scale=None):
    """Weights that pack well: multiples of 1/256."""
    fan = shape[0] if len(shape) > 1 else 4
    values = RANDOM.normal(0, scale or 1 / np.sqrt(fan), shape)
    return (np.round(values * 256) / 256).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


SELU_SCALE, SELU_ALPHA = 1.05070098735548049342, 1.67326324235437728482
ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x: np.where(x > 0, x, 0.2 * x),
    "elu": lambda x: np.where(x > 0, x, np.expm1(x)),
    "selu": lambda x: SELU_SCALE * np.where(x > 0, x, SELU_ALPHA * np.expm1(x)),
    "silu": lambda x: x * sigmoid(x),
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "softplus": lambda x: np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0),
    "softmax": softmax,
}


class Layer:
    """A layer: its class, its settings, its arrays with their roles, and what it computes. `part` is the group of its arrays within it."""

    def __init__(self, type, name, config, arrays, forward, part=""):
        self.type, self.name, self.arrays, self.forward, self.part = type, name, arrays, forward, part
        self.config = {"name": name, "trainable": True, "dtype": "float32", **config}


class Model:
    """Layers in a row; as a functional model, or as a Sequential."""

    def __init__(self, name, shape, layers, functional=False):
        self.name, self.shape, self.layers, self.functional = name, shape, layers, functional
        self.type = "Functional" if functional else "Sequential"
        self.input_name = name + "_input"

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def until(self, name, x):
        for layer in self.layers:
            x = layer.forward(x)
            if layer.name == name:
                return x
        raise KeyError(name)


def dense(name, inputs, units, activation="linear", bias=True):
    arrays = [("kernel", drawn(inputs, units))] + ([("bias", drawn(units, scale=0.2))] if bias else [])
    kernel, offset = arrays[0][1].astype(FLOAT), arrays[1][1].astype(FLOAT) if bias else 0
    config = {"units": units, "activation": activation, "use_bias": bias}
    return Layer("Dense", name, config, arrays, lambda x: ACTIVATIONS[activation](x @ kernel + offset))


def activation(name, function):
    return Layer("Activation", name, {"activation": function}, [], ACTIVATIONS[function])


def plain(type, name, forward, **config):
    return Layer(type, name, config, [], forward)


def batch_norm(name, width, epsilon=0.001):
    gamma, beta, mean = drawn(width) + 1, drawn(width), drawn(width)
    variance = np.abs(drawn(width)) + np.float32(0.5)
    arrays = [("gamma", gamma), ("beta", beta), ("moving_mean", mean), ("moving_variance", variance)]
    g, b, m, v = (a.astype(FLOAT) for _, a in arrays)
    config = {"axis": -1, "momentum": 0.99, "epsilon": epsilon, "center": True, "scale": True}
    return Layer("BatchNormalization", name, config, arrays, lambda x: g * (x - m) / np.sqrt(v + epsilon) + b)


def layer_norm(name, width, epsilon=0.001):
    arrays = [("gamma", drawn(width) + 1), ("beta", drawn(width))]
    g, b = (a.astype(FLOAT) for _, a in arrays)

    def forward(x):
        centred = x - x.mean(-1, keepdims=True)
        return g * centred / np.sqrt((centred**2).mean(-1, keepdims=True) + epsilon) + b

    config = {"axis": [-1], "epsilon": epsilon, "center": True, "scale": True}
    return Layer("LayerNormalization", name, config, arrays, forward)


def normalization(name, width):
    mean, variance = drawn(width, scale=2), np.abs(drawn(width)) + np.float32(0.25)
    arrays = [("mean", mean), ("variance", variance), ("count", np.array(0, np.int32))]
    config = {"axis": [-1], "invert": False, "mean": None, "variance": None}
    m, v = mean.astype(FLOAT), variance.astype(FLOAT)
    return Layer("Normalization", name, config, arrays, lambda x: (x - m) / np.maximum(np.sqrt(v), 1e-7))


def borders(size, kernel, stride, padding):
    """Zeros before and after one side, and the positions: TensorFlow's rule."""
    if padding == "valid":
        return 0, 0, (size - kernel) // stride + 1
    positions = -(-size // stride)
    total = max((positions - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2, positions


def patches(x, kernel, stride, padding, fill=0.0):
    """[rows, height, width, kernel height, kernel width, channels]"""
    top, bottom, high = borders(x.shape[1], kernel[0], stride[0], padding)
    left, right, wide = borders(x.shape[2], kernel[1], stride[1], padding)
    x = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)), constant_values=fill)
    return np.stack([
        np.stack([x[:, i * stride[0]:i * stride[0] + kernel[0], j * stride[1]:j * stride[1] + kernel[1]] for j in range(wide)], 1)
        for i in range(high)], 1)


def convolution(x, kernel, bias, stride, padding):
    return np.einsum("nhwijc,ijcf->nhwf", patches(x, kernel.shape[:2], stride, padding), kernel) + bias


def transposed(x, kernel, bias, stride, padding):
    """The gradient of a convolution by its input, with the kernel [height, width, filters, channels]."""
    n, h, w, _ = x.shape
    kh, kw, filters, _ = kernel.shape
    sizes = [h * stride[0], w * stride[1]] if padding == "same" else [(h - 1) * stride[0] + kh, (w - 1) * stride[1] + kw]
    top, bottom, _ = borders(sizes[0], kh, stride[0], padding)
    left, right, _ = borders(sizes[1], kw, stride[1], padding)
    y = np.zeros((n, sizes[0] + top + bottom, sizes[1] + left + right, filters))
    for i in range(h):
        for j in range(w):
            y[:, i * stride[0]:i * stride[0] + kh, j * stride[1]:j * stride[1] + kw] += np.einsum("nc,ijfc->nijf", x[:, i, j], kernel)
    return y[:, top:top + sizes[0], left:left + sizes[1]] + bias


def conv2d(name, channels, filters, kernel, stride=(1, 1), padding="same", activation="linear", type="Conv2D"):
    turned = type == "Conv2DTranspose"
    arrays = [("kernel", drawn(*kernel, *((filters, channels) if turned else (channels, filters)), scale=0.3)), ("bias", drawn(filters, scale=0.2))]
    w, b = (a.astype(FLOAT) for _, a in arrays)
    config = {"filters": filters, "kernel_size": list(kernel), "strides": list(stride), "padding": padding,
              "data_format": "channels_last", "dilation_rate": [1, 1], "activation": activation, "use_bias": True}
    compute = transposed if turned else convolution
    return Layer(type, name, config, arrays, lambda x: ACTIVATIONS[activation](compute(x, w, b, stride, padding)))


def conv1d(name, channels, filters, kernel, stride=1, padding="same", activation="linear"):
    arrays = [("kernel", drawn(kernel, channels, filters, scale=0.3)), ("bias", drawn(filters, scale=0.2))]
    w, b = arrays[0][1].astype(FLOAT)[None], arrays[1][1].astype(FLOAT)
    config = {"filters": filters, "kernel_size": [kernel], "strides": [stride], "padding": padding,
              "data_format": "channels_last", "dilation_rate": [1], "activation": activation, "use_bias": True}
    return Layer("Conv1D", name, config, arrays, lambda x: ACTIVATIONS[activation](convolution(x[:, None], w, b, (1, stride), padding)[:, 0]))


def max_pool(name, size, padding="valid"):
    config = {"pool_size": list(size), "strides": list(size), "padding": padding, "data_format": "channels_last"}
    return Layer("MaxPooling2D", name, config, [], lambda x: patches(x, size, size, padding, -np.inf).max((3, 4)))


def average_pool(name, size, padding):
    def forward(x):
        seen = patches(np.ones_like(x), size, size, padding).sum((3, 4))
        return patches(x, size, size, padding).sum((3, 4)) / seen

    config = {"pool_size": list(size), "strides": list(size), "padding": padding, "data_format": "channels_last"}
    return Layer("AveragePooling2D", name, config, [], forward)


def lstm(name, features, units, sequences):
    arrays = [("kernel", drawn(features, 4 * units)), ("recurrent_kernel", drawn(units, 4 * units)), ("bias", drawn(4 * units))]
    w, u, b = (a.astype(FLOAT) for _, a in arrays)

    def forward(x):
        h = c = np.zeros((len(x), units))
        steps = []
        for t in range(x.shape[1]):
            i, f, g, o = np.split(x[:, t] @ w + h @ u + b, 4, 1)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            steps.append(h)
        return np.stack(steps, 1) if sequences else h

    config = {"units": units, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True, "return_sequences": sequences,
              "return_state": False, "go_backwards": False, "stateful": False, "unroll": False}
    return Layer("LSTM", name, config, arrays, forward, "cell")


def gru(name, features, units, sequences):
    arrays = [("kernel", drawn(features, 3 * units)), ("recurrent_kernel", drawn(units, 3 * units)), ("bias", drawn(2, 3 * units))]
    w, u, b = (a.astype(FLOAT) for _, a in arrays)

    def forward(x):
        h = np.zeros((len(x), units))
        steps = []
        for t in range(x.shape[1]):
            xz, xr, xg = np.split(x[:, t] @ w + b[0], 3, 1)
            hz, hr, hg = np.split(h @ u + b[1], 3, 1)
            z, r = sigmoid(xz + hz), sigmoid(xr + hr)
            h = z * h + (1 - z) * np.tanh(xg + r * hg)
            steps.append(h)
        return np.stack(steps, 1) if sequences else h

    config = {"units": units, "activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True, "return_sequences": sequences,
              "return_state": False, "go_backwards": False, "stateful": False, "unroll": False, "reset_after": True}
    return Layer("GRU", name, config, arrays, forward, "cell")


def each_step(name, layer):
    config = {"layer": {"module": "keras.layers", "class_name": layer.type, "config": layer.config, "registered_name": None}}
    return Layer("TimeDistributed", name, config, layer.arrays, layer.forward, "layer")


# What a file says of a model.


def description(model, older):
    layers = [input_layer(model, older)] + [described(layer, older) for layer in model.layers]
    if not model.functional:
        return {"module": "keras", "class_name": "Sequential", "config": {"name": model.name, "layers": layers}, "registered_name": None}
    names = [model.input_name] + [layer.name for layer in model.layers]
    x = np.zeros((1, *model.shape))
    for i, layer in enumerate(layers):
        layer["name"] = names[i]
        layer["inbound_nodes"] = [] if i == 0 else [inbound(names[i - 1], x.shape[1:], older)]
        x = model.layers[i - 1].forward(x) if i > 0 else x
    config = {"name": model.name, "trainable": True, "layers": layers,
              "input_layers": [[names[0], 0, 0]], "output_layers": [[names[-1], 0, 0]]}
    return {"module": "keras.src.models.functional", "class_name": "Functional", "config": config, "registered_name": "Functional"}


def inbound(name, shape, older):
    if older:
        return [[name, 0, 0, {}]]
    tensor = {"class_name": "__keras_tensor__", "config": {"shape": [None, *shape], "dtype": "float32", "keras_history": [name, 0, 0]}}
    return {"args": [tensor], "kwargs": {}}


def input_layer(model, older):
    key = "batch_input_shape" if older else "batch_shape"
    config = {key: [None, *model.shape], "dtype": "float32", "sparse": False, "name": model.input_name}
    return {"module": "keras.layers", "class_name": "InputLayer", "config": config, "registered_name": None}


def described(layer, older):
    if isinstance(layer, Model):
        return description(layer, older)
    return {"module": "keras.layers", "class_name": layer.type, "config": layer.config, "registered_name": None}


def snake(type):
    return re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", type)).lower()


def store(group, model):
    """The arrays of model.weights.h5; a functional model counts its input among its layers."""
    used = {}
    for layer in model.layers:
        name = snake(layer.type)
        number = used.setdefault(name, 0)
        used[name] += 1
        own = group.require_group("layers/" + name + (f"_{number}" if number else ""))
        if isinstance(layer, Model):
            store(own, layer)
            continue
        variables = own.require_group((layer.part + "/" if layer.part else "") + "vars")
        for i, (_, array) in enumerate(layer.arrays):
            variables.create_dataset(str(i), data=array)


def flat(layer):
    return [each for inner in layer.layers for each in flat(inner)] if isinstance(layer, Model) else [layer]


def store_named(group, model, older):
    """The groups of a whole model in HDF5."""
    names = [layer.name for layer in model.layers]
    group.attrs["layer_names"] = np.array(names, dtype="S")
    group.attrs["keras_version"] = "2.15.0" if older else "3.10.0"
    for layer in model.layers:
        own = group.create_group(layer.name)
        written = []
        for inner in flat(layer):
            prefix = inner.name + "/" + ({"LSTM": "lstm_cell/", "GRU": "gru_cell/"}.get(inner.type, ""))
            for role, array in inner.arrays:
                name = prefix + role + (":0" if older else "")
                own.create_dataset(name, data=array)
                written.append(name)
        written.sort(key=lambda name: "moving_" in name)  # what is trained comes first
        own.attrs["weight_names"] = np.array(written, dtype="S")


def write_keras(path, model, loss="mse"):
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        store(file, model)
    config = description(model, False) | {"compile_config": {"loss": loss}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("metadata.json", json.dumps({"keras_version": "3.10.0"})), ("config.json", json.dumps(config)),
                              ("model.weights.h5", weights.getvalue())):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def write_h5(path, model, older, loss="mean_squared_error"):
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = "2.15.0" if older else "3.10.0"
        file.attrs["backend"] = "tensorflow"
        file.attrs["model_config"] = json.dumps(description(model, older))
        file.attrs["training_config"] = json.dumps({"loss": loss})
        store_named(file.create_group("model_weights"), model, older)


def write_expected(path, **arrays):
    header, blocks, at = {}, [], 0
    for name, array in arrays.items():
        block = np.ascontiguousarray(array, "<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [at, at + len(block)]}
        blocks.append(block)
        at += len(block)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blocks))


def main(folder):
    rows = 5

    def expected(name, model, code):
        x = RANDOM.random((rows, *model.shape)).astype(np.float32)
        write_expected(folder / f"{name}.expected.safetensors", x=x, code=code(x.astype(FLOAT)), y=model.forward(x.astype(FLOAT)))

    widths = [784, 128, 64, 32, 64, 128, 784]
    functions = ["relu", "relu", "relu", "relu", "relu", "sigmoid"]
    model = Model("dense", (784,), [dense(f"dense_{i}", widths[i], widths[i + 1], functions[i]) for i in range(6)])
    write_keras(folder / "dense.keras", model, "binary_crossentropy")
    expected("dense", model, lambda x: model.until("dense_2", x))

    values = Model("values", (12,), [
        normalization("normalization", 12), dense("wide", 12, 9, "elu"), batch_norm("batch_normalization", 9),
        plain("LeakyReLU", "slope", lambda x: np.where(x > 0, x, 0.25 * x), alpha=0.25), dense("middle", 9, 7, "silu", bias=False),
        layer_norm("layer_normalization", 7), plain("Dropout", "dropout", lambda x: x, rate=0.5, noise_shape=None),
        dense("code", 7, 3), activation("code_tanh", "tanh"), dense("back", 3, 8, "selu"), dense("mixing", 8, 8, "softmax"),
        dense("more", 8, 8, "softplus"), dense("end", 8, 12, "leaky_relu"),
        plain("Rescaling", "rescaling", lambda x: x * 4.0 - 1.5, scale=4.0, offset=-1.5)])
    write_h5(folder / "values.h5", values, True)
    expected("values", values, lambda x: values.until("code_tanh", x))

    encoder = Model("encoder", (9, 8, 2), [
        conv2d("conv2d", 2, 4, (3, 3), (2, 2), "same", "relu"), batch_norm("batch_normalization", 4), max_pool("pool", (2, 2)),
        average_pool("mean", (2, 1), "same"), plain("Flatten", "flatten", lambda x: x.reshape(len(x), -1)), dense("dense", 8, 5, "tanh")], True)
    decoder = Model("decoder", (5,), [
        dense("dense_1", 5, 24, "relu"), plain("Reshape", "reshape", lambda x: x.reshape(len(x), 3, 2, 4), target_shape=[3, -1, 4]),
        conv2d("grown", 4, 3, (2, 3), (1, 2), "same", "relu", "Conv2DTranspose"),
        plain("UpSampling2D", "doubled", lambda x: x.repeat(2, 1).repeat(1, 2), size=[2, 1], interpolation="nearest", data_format="channels_last"),
        conv2d("conv2d_transpose", 3, 3, (4, 2), (1, 2), "valid", "elu", "Conv2DTranspose"),
        conv2d("conv2d_1", 3, 2, (1, 1), (1, 1), "valid", "sigmoid")], True)
    whole = Model("autoencoder", (9, 8, 2), [encoder, decoder], True)
    write_keras(folder / "images.keras", whole)
    write_h5(folder / "images.h5", whole, False)
    expected("images", whole, encoder.forward)

    steps = Model("steps", (6, 3), [
        lstm("lstm", 3, 5, True), lstm("lstm_1", 5, 4, False), plain("RepeatVector", "repeat_vector", lambda x: x[:, None].repeat(6, 1), n=6),
        gru("gru", 4, 5, True), each_step("time_distributed", dense("inner", 5, 3))])
    write_keras(folder / "steps.keras", steps)
    write_h5(folder / "steps.h5", steps, True)
    expected("steps", steps, lambda x: steps.until("lstm_1", x))

    waves = Model("waves", (8, 2), [
        conv1d("conv1d", 2, 6, 3, activation="relu"),
        plain("MaxPooling1D", "pool", lambda x: x.reshape(len(x), 4, 2, 6).max(2), pool_size=[2], strides=[2], padding="valid"),
        conv1d("conv1d_1", 6, 2, 3, 2, activation="tanh"), plain("UpSampling1D", "grown", lambda x: x.repeat(4, 1), size=4),
        conv1d("conv1d_2", 2, 4, 5, activation="silu"), dense("dense", 4, 2)])
    write_keras(folder / "waves.keras", waves)
    expected("waves", waves, lambda x: waves.until("conv1d_1", x).reshape(len(x), -1))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
