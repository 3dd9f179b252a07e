"""The shape of a transformer, and how many parameters follow from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

HEAD: Final = 128  # width of a usual head
ASPECT: Final = 128  # width over layers of a usual decoder, where no shape is given (judgement)


@dataclass(frozen=True, slots=True)
class Shape:
    """Layers, width and heads as in the model's config; `ffn` is the inner width of the MLP."""

    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    vocabulary: int
    ffn: int
    gated: bool = True
    tied: bool = False
    experts: int = 1
    experts_per_token: int = 1

    @property
    def embedding_parameters(self) -> float:
        """The embedding, and the head where it has weights of its own."""
        return float(self.vocabulary * self.hidden * (1 if self.tied else 2))

    @property
    def attention_parameters(self) -> float:
        """Of one layer."""
        query, key = self.heads * self.head_dim, self.kv_heads * self.head_dim
        return float(2 * self.hidden * query + 2 * self.hidden * key)

    @property
    def mlp_parameters(self) -> float:
        """Of one layer and one expert."""
        return float((3 if self.gated else 2) * self.hidden * self.ffn)

    @property
    def parameters(self) -> float:
        """All of them: what decides memory."""
        return self._with_experts(self.experts)

    @property
    def active_parameters(self) -> float:
        """Those that one token uses: what decides time."""
        return self._with_experts(self.experts_per_token)

    def _with_experts(self, experts: int) -> float:
        layer = self.attention_parameters + experts * self.mlp_parameters
        return self.layers * layer + self.embedding_parameters


def plain_shape(layers: int, hidden: int, heads: int, vocabulary: int, *, tied: bool) -> Shape:
    """A GPT-like model: every head has its own keys, and the MLP is four times as wide."""
    return Shape(layers, hidden, heads, heads, hidden // heads, vocabulary, 4 * hidden, False, tied)


def usual_shape(parameters: float, vocabulary: int = 32_000) -> Shape:
    """A usual decoder of this size, where nothing but the size is known."""
    hidden = max(HEAD, HEAD * round((parameters * ASPECT / 12) ** (1 / 3) / HEAD))
    layers = max(1, round(parameters / (12 * hidden**2)))
    heads = hidden // HEAD
    shape = Shape(layers, hidden, heads, heads, HEAD, vocabulary, 4 * hidden)
    return replace(shape, ffn=fitting_ffn(shape, parameters))


def fitting_ffn(shape: Shape, parameters: float) -> int:
    """The MLP width with which the shape has so many parameters; at least the model's width."""
    inside = (parameters - shape.embedding_parameters) / shape.layers - shape.attention_parameters
    width = inside / ((3 if shape.gated else 2) * shape.hidden * shape.experts)
    return max(shape.hidden, round(width))


def nearer_tying(shape: Shape, parameters: float) -> Shape:
    """The shape with its head tied or not, whichever comes closer to the parameters given."""
    choices = (replace(shape, tied=False), replace(shape, tied=True))
    return min(choices, key=lambda choice: abs(choice.parameters - parameters))
