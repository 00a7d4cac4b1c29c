"""The network: a decoder-only transformer in the shape of Llama (RMSNorm, RoPE, grouped-query attention, SwiGLU, tied embeddings)."""
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class Shape:
    vocabulary: int = 2048
    width: int = 192
    layers: int = 4
    heads: int = 6
    kvHeads: int = 2
    feedForward: int = 512
    window: int = 512
    ropeBase: float = 10000.0
    epsilon: float = 1e-5


class Norm(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(shape.width))
        self.epsilon = shape.epsilon

    def forward(self, x):
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.epsilon)


def rotation(shape):
    size = shape.width // shape.heads
    speeds = shape.ropeBase ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
    angles = torch.outer(torch.arange(shape.window, dtype=torch.float64), speeds)
    return angles.cos().float(), angles.sin().float()


def rotate(x, cos, sin):
    """Neighbours are turned together, as llama.cpp does it for Llama."""
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)


class Layer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        head = shape.width // shape.heads
        kv = shape.kvHeads * head
        linear = lambda into, out: nn.Linear(into, out, bias=False)
        self.attentionNorm, self.feedForwardNorm = Norm(shape), Norm(shape)
        self.query, self.key, self.value = linear(shape.width, shape.width), linear(shape.width, kv), linear(shape.width, kv)
        self.output = linear(shape.width, shape.width)
        self.gate, self.up = linear(shape.width, shape.feedForward), linear(shape.width, shape.feedForward)
        self.down = linear(shape.feedForward, shape.width)

    def forward(self, x, cos, sin, mask):
        batch, length, width = x.shape
        heads = lambda y, count: y.view(batch, length, count, -1).transpose(1, 2)
        h = self.attentionNorm(x)
        q = rotate(heads(self.query(h), self.shape.heads), cos, sin)
        k = rotate(heads(self.key(h), self.shape.kvHeads), cos, sin)
        v = heads(self.value(h), self.shape.kvHeads)
        group = self.shape.heads // self.shape.kvHeads
        # Written out: scaled_dot_product_attention is several times slower on a processor without a tuned BLAS.
        q = q.reshape(batch * self.shape.kvHeads, group * length, -1)
        k, v = (y.reshape(batch * self.shape.kvHeads, length, -1) for y in (k, v))
        scores = torch.bmm(q, k.transpose(1, 2)) * q.shape[-1] ** -0.5
        y = torch.bmm((scores.view(-1, group, length, length) + mask).softmax(-1).view(-1, group * length, length), v)
        y = y.view(batch, self.shape.heads, length, -1).transpose(1, 2)
        x = x + self.output(y.reshape(batch, length, width))
        h = self.feedForwardNorm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Pocket(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = Norm(shape)
        self.cos, self.sin = rotation(shape)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                deep = (2 * shape.layers) ** -0.5 if name.endswith(('output.weight', 'down.weight')) else 1
                nn.init.normal_(weight, std=0.03 * deep)

    def hidden(self, ids):
        x = self.embedding(ids)
        cos, sin = self.cos[:ids.shape[1]], self.sin[:ids.shape[1]]
        mask = torch.full((ids.shape[1], ids.shape[1]), -torch.inf).triu(1)
        for layer in self.layers:
            x = layer(x, cos, sin, mask)
        return self.norm(x)

    def forward(self, ids):
        return F.linear(self.hidden(ids), self.embedding.weight)
