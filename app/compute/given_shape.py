"""A model's shape as far as it is known; the rest follows from its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from app.compute.adapters import TARGETS, Adapters, largest_rank
from app.compute.doubts import Complaint, above_zero, refuse, whole
from app.compute.shape import Shape, fitting_ffn, nearer_tying, usual_shape
from app.language.message import Quantity, Unit, message

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
    experts_per_token: int | None = None
    longest_context: int | None = None  # that the model was made for

    def filled(self) -> Shape:
        """The whole shape; raises Impossible."""
        refuse(self._no_quantities())
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
            experts_per_token=self.experts_per_token or 1,
        )
        refuse(misfits(shape))
        if self.ffn is None:
            return replace(shape, ffn=fitting_ffn(shape, self.parameters))
        shape = replace(shape, ffn=self.ffn)
        return self._as_counted(shape) if self.layers and self.hidden and self.vocabulary else shape

    def _as_counted(self, shape: Shape) -> Shape:
        """A config that is given whole tells by its parameters if the MLP is gated, the head tied.

        QLoRA keeps embedding and head at 4 bytes a parameter: of a small model that is a quarter.
        """
        choices = [
            nearer_tying(replace(shape, gated=gated), self.parameters) for gated in (True, False)
        ]
        return min(choices, key=lambda choice: abs(choice.parameters - self.parameters))

    def _no_quantities(self) -> Iterator[Complaint]:
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        yield from above_zero(**given)
        counts = {name: n for name, n in given.items() if n is not None and name != "parameters"}
        yield from whole(**counts)


def misfits(shape: Shape) -> Iterator[Complaint]:
    if shape.heads % shape.kv_heads:
        says = message("The number of key-value heads must divide the number of heads")
        yield Complaint("kv_heads", says, "W02")
    if shape.experts_per_token > shape.experts:
        says = message("A token cannot use more experts than the model has")
        yield Complaint("experts_per_token", says, "W02")


def too_long(given: GivenShape, context: int) -> Iterator[Complaint]:
    if given.longest_context is not None and context > given.longest_context:
        says = message(
            "The model reads {most} at most: shorten the context, or take a model made for more",
            most=Quantity(given.longest_context, Unit.TOKENS, None),
        )
        yield Complaint("context", says, "W10")


def adapters_on(shape: Shape, rank: int, targets: tuple[str, ...]) -> Adapters:
    """LoRA of that rank on those matrices; raises Impossible."""
    unknown = [target for target in targets if target not in TARGETS]
    if unknown or not targets:
        says = message("Choose some of: {targets}", targets=", ".join(TARGETS))
        refuse([Complaint("lora_targets", says)])
    if rank > largest_rank(shape, targets):
        says = message("A rank larger than the matrix itself is no low rank: choose a smaller one")
        refuse([Complaint("lora_rank", says, "W02")])
    return Adapters(rank, targets)
