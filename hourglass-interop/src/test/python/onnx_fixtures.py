#!/usr/bin/env python3
"""Writes the chains of src/test/resources/io/hourglass/interop/onnx; the fields are those of onnx.proto3, by number. Needs numpy alone.

What they give is not written down: the tests run them in ONNX Runtime.

    python3 src/test/python/onnx_fixtures.py src/test/resources/io/hourglass/interop/onnx
"""

import pathlib
import struct
import sys

import numpy as np

RANDOM = np.random.default_rng(4)


def varint(value):
    value &= (1 << 64) - 1
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def number(field, value):
    return varint(field << 3) + varint(value)


def content(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def tensor(name, array):
    kind = {"float32": 1, "int64": 7}[array.dtype.name]
    return b"".join(number(1, size) for size in array.shape) + number(2, kind) + content(8, name) + content(9, array.tobytes())


def attribute(name, value):
    if isinstance(value, float):
        return content(1, name) + varint(2 << 3 | 5) + struct.pack("<f", value) + number(20, 1)
    if isinstance(value, int):
        return content(1, name) + number(3, value) + number(20, 2)
    if isinstance(value, str):
        return content(1, name) + content(4, value) + number(20, 3)
    return content(1, name) + b"".join(number(8, each) for each in value) + number(20, 7)


class Graph:
    """Nodes one after the other, each fed by the one before."""

    def __init__(self, *sizes, batch=0):
        self.value, self.nodes, self.constants, self.count = "x", b"", b"", 0
        dims = [content(1, number(1, size)) for size in sizes]
        dims.insert(batch, content(1, content(2, "rows")))
        self.input = content(1, "x") + content(2, content(1, number(1, 1) + content(2, b"".join(dims))))

    def constant(self, array):
        name = f"w{self.count}"
        self.count += 1
        self.constants += content(5, tensor(name, array))
        return name

    def add(self, kind, *arrays, outputs=1, used=0, **attributes):
        inputs = [self.value] + [self.constant(a) if a is not None else "" for a in arrays]
        names = [f"{kind}{self.count}.{i}" if i == used else "" for i in range(outputs)]
        self.count += 1
        node = b"".join(content(1, i) for i in inputs) + b"".join(content(2, o) for o in names) + content(3, f"/{kind}_{self.count}") + content(4, kind)
        self.nodes += content(1, node + b"".join(content(5, attribute(k, v)) for k, v in attributes.items()))
        self.value = names[used]
        return self

    def write(self, path):
        output = content(1, self.value) + content(2, content(1, number(1, 1) + content(2, content(1, content(2, "rows")))))
        graph = self.nodes + content(2, "chain") + self.constants + content(11, self.input) + content(12, output)
        path.write_bytes(number(1, 8) + content(7, graph) + content(8, content(1, "") + number(2, 17)))


def drawn(*shape, scale=0.3):
    return RANDOM.normal(0, scale, shape).astype(np.float32)


def longs(*values):
    return np.array(values, np.int64)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    g = Graph(8)
    g.add("Sub", drawn(8)).add("Div", np.abs(drawn(8)) + np.float32(1)).add("Gemm", drawn(6, 8), drawn(6), transB=1).add("LeakyRelu", alpha=0.2)
    g.add("MatMul", drawn(6, 5)).add("Add", drawn(5)).add("Selu").add("Gemm", drawn(5, 3)).add("Tanh").add("Gemm", drawn(3, 6), drawn(6))
    g.add("BatchNormalization", drawn(6) + 1, drawn(6), drawn(6), np.abs(drawn(6)) + np.float32(0.5), epsilon=1e-5)
    g.add("Softplus").add("MatMul", drawn(6, 8)).add("Add", drawn(1, 8)).write(folder / "numbers.onnx")

    # As PyTorch writes it: channels first, zeros on both sides, a stride that leaves one of them unseen.
    g = Graph(2, 12, 8)
    g.add("Conv", drawn(4, 2, 3, 3), drawn(4), kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], dilations=[1, 1], group=1).add("Relu")
    g.add("BatchNormalization", drawn(4) + 1, drawn(4), drawn(4), np.abs(drawn(4)) + np.float32(0.5), epsilon=1e-5)
    g.add("MaxPool", kernel_shape=[2, 2], strides=[2, 2]).add("Flatten", axis=1).add("Gemm", drawn(5, 24), drawn(5), transB=1).add("Elu")
    g.add("Gemm", drawn(72, 5), drawn(72), transB=1).add("Relu").add("Reshape", longs(-1, 3, 6, 4))
    g.add("ConvTranspose", drawn(3, 5, 3, 3), drawn(5), kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1]).add("Relu")
    g.add("Conv", drawn(2, 5, 5, 1), drawn(2), kernel_shape=[5, 1], strides=[1, 1], pads=[2, 0, 2, 0]).add("Sigmoid").write(folder / "images.onnx")

    g = Graph(6, 3)
    g.add("Transpose", perm=[1, 0, 2]).add("LSTM", drawn(1, 16, 3), drawn(1, 16, 4), drawn(1, 32), outputs=2, used=0, hidden_size=4)
    g.add("Squeeze", longs(1)).add("GRU", drawn(1, 15, 4), drawn(1, 15, 5), drawn(1, 30), outputs=2, used=1, hidden_size=5, linear_before_reset=1)
    g.add("Squeeze", longs(0)).add("Gemm", drawn(5, 3), drawn(3)).add("Unsqueeze", longs(1)).add("Tile", longs(1, 6, 1))
    g.add("Transpose", perm=[1, 0, 2]).add("LSTM", drawn(1, 16, 3), drawn(1, 16, 4), drawn(1, 32), outputs=1, hidden_size=4)
    g.add("Squeeze", longs(1)).add("Transpose", perm=[1, 0, 2]).add("MatMul", drawn(4, 3)).add("Add", drawn(3)).write(folder / "steps.onnx")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
