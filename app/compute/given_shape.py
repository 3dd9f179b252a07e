"""A model's shape as far as it is known; the rest follows from its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.compute.adapters import TARGETS, Adapters, largest_rank
from app.compute.doubts import Complaint, refuse
from app.compute.shape import Shape, fitting_ffn, usual_shape
from app.language.message import message

USUAL_VOCABULARY: Final = 32_000
USUAL_HEAD: Final = 128


@dataclass(frozen=True, slots=True)
class GivenShape:
    """What somebody knows of a model. None: work it out."""

    parameters: float
    layers: int | None = None
    hidden: int | None = None
    heads: int | None = None
    kv_heads: int | None = None
    head_dim: int | None = None
    vocabulary: int | None = None
    ffn: int | None = None
    experts: int | None = None

    def filled(self) -> Shape:
        """The whole shape; raises Impossible."""
        usual = usual_shape(self.parameters, self.vocabulary or USUAL_VOCABULARY)
        hidden = self.hidden or usual.hidden
        heads = self.heads or max(1, hidden // (self.head_dim or USUAL_HEAD))
        shape = replace(
            usual,
            layers=self.layers or usual.layers,
            hidden=hidden,
            heads=heads,
            kv_heads=self.kv_heads or heads,
            head_dim=self.head_dim or max(1, hidden // heads),
            experts=self.experts or 1,
        )
        refuse(misfits(shape))
        return replace(shape, ffn=self.ffn or fitting_ffn(shape, self.parameters))


def misfits(shape: Shape) -> Iterator[Complaint]:
    if shape.heads % shape.kv_heads:
        says = message("The number of key-value heads must divide the number of heads")
        yield Complaint("kv_heads", says)


def adapters_on(shape: Shape, rank: int, targets: tuple[str, ...]) -> Adapters:
    """LoRA of that rank on those matrices; raises Impossible."""
    unknown = [target for target in targets if target not in TARGETS]
    if unknown or not targets:
        says = message("Choose some of: {targets}", targets=", ".join(TARGETS))
        refuse([Complaint("lora_targets", says)])
    if rank > largest_rank(shape, targets):
        says = message("A rank larger than the matrix itself is no low rank: choose a smaller one")
        refuse([Complaint("lora_rank", says)])
    return Adapters(rank, targets)
