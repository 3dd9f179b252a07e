"""The form of a run to be checked: what was typed, and all that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.compute.described_run import USUAL_CONTEXT, Architecture, Pretraining
from app.compute.flops import Method
from app.compute.hardware import UnknownHardware, named_hardware
from app.compute.run_check import RunToCheck
from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.figures import figure_typed

PRETRAINING = "pretraining"
KINDS: Mapping[str, Message] = {
    PRETRAINING: message("Training from nothing, or on"),
    "full": message("Fine-tuning of all weights"),
    "lora": message("A small adapter (LoRA)"),
    "qlora": message("A small adapter on a model of 4 bits (QLoRA)"),
    "dpo": message("Preferences (DPO)"),
    "ppo": message("Human feedback (PPO)"),
}
PRECISIONS: Mapping[str, Message] = {
    "16": message("16 bits (bf16, fp16)"),
    "8": message("8 bits (fp8)"),
}
ARCHITECTURES: Mapping[str, Message] = {
    "decoder": message("Decoder, as most language models"),
    "encoder-decoder": message("Encoder and decoder"),
    "state-space": message("State space (Mamba)"),
}
FIELDS = (
    "kind", "parameters", "active", "tokens", "epochs", "examples", "hardware", "devices",
    "context", "batch", "precision", "architecture", "speed", "hours", "days", "share",
    "published", "peak", "price",
)  # fmt: skip
# What a complaint of the compute model calls a field, where the form calls it otherwise.
ALSO: Mapping[str, str] = {
    "active_parameters": "active",
    "utilisation": "share",
    "published_utilisation": "published",
    "peak_tflops": "peak",
}
LARGEST = 1e24
MOST_COUNTED = 10**8


@dataclass(frozen=True, slots=True)
class RunForm:
    """Every field as it was typed."""

    typed: Mapping[str, str]
    complaints: Mapping[str, Message] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def blank(self) -> bool:
        """Whether nothing was asked yet."""
        return not any(self.typed.get(name) for name in ("parameters", "tokens", "hardware"))


@dataclass(frozen=True)
class Reading:
    typed: Mapping[str, str]
    complaints: dict[str, Message] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.typed.get(name, "")

    def amount(self, name: str, unit: str | None = None) -> float | None:
        """A figure above zero; None where nothing was typed, or nothing that can be."""
        if not self.text(name):
            return None
        try:
            found = figure_typed(self.text(name), unit)
        except Unacceptable as refusal:
            self.complaints[name] = refusal.says
            return None
        if found <= 0:
            self.complaints[name] = message("Give a figure above zero")
        elif found > LARGEST:
            self.complaints[name] = message("Nothing is that large: give a smaller figure")
        return found

    def needed(self, name: str, missing: Message, unit: str | None = None) -> float:
        found = self.amount(name, unit)
        if found is None:
            self.complaints.setdefault(name, missing)
        return found or 1.0

    def count(self, name: str, usual: int) -> int:
        found = self.amount(name, "tokens" if name == "context" else None)
        if found is None:
            return usual
        if found != int(found):
            self.complaints[name] = message("Give a whole number")
        elif found > MOST_COUNTED:
            self.complaints[name] = message("Nothing is that large: give a smaller figure")
        return max(1, min(int(found), MOST_COUNTED))

    def share(self, name: str) -> float | None:
        """A share of the peak: "38 %", "0.38" or "38"."""
        found = self.amount(name, "share")
        return found / 100 if found is not None and found > 1 else found

    def choice(self, name: str, offered: Mapping[str, Message], usual: str) -> str:
        chosen = self.text(name) or usual
        if chosen not in offered:
            self.complaints[name] = message("Choose one of the answers listed")
            return usual
        return chosen


def read_run(typed: Mapping[str, str]) -> tuple[RunForm, RunToCheck]:
    """The form and the run it describes; the run counts only where nothing is wrong."""
    reading = Reading({name: typed.get(name, "").strip()[:200] for name in FIELDS})
    kind = reading.choice("kind", KINDS, PRETRAINING)
    tokens_missing = message("Say how many tokens there are: texts times their mean length")
    run = Pretraining(
        parameters=reading.needed("parameters", message("Give the size of the model, such as 7B")),
        active_parameters=reading.amount("active"),
        tokens=reading.needed("tokens", tokens_missing, "tokens"),
        hardware=hardware_in(reading),
        devices=reading.count("devices", 1),
        context=reading.count("context", USUAL_CONTEXT),
        hours=reading.amount("hours"),
        days=reading.amount("days"),
        utilisation=reading.share("share"),
        published_utilisation=reading.share("published"),
        peak_tflops=reading.amount("peak"),
        architecture=Architecture(reading.choice("architecture", ARCHITECTURES, "decoder")),
        fp8=reading.choice("precision", PRECISIONS, "16") == "8",
    )
    asked = RunToCheck(
        run=run,
        method=None if kind == PRETRAINING else Method(kind),
        epochs=reading.amount("epochs") or 1.0,
        examples=reading.amount("examples"),
        batch=reading.count("batch", 1),
        tokens_per_second=reading.amount("speed"),
        usd_per_hour=reading.amount("price", "usd_per_hour"),
    )
    return RunForm(reading.typed, reading.complaints), asked


def hardware_in(reading: Reading) -> str:
    """The chip that was named; the names that look most like it where there is none."""
    name = reading.text("hardware")
    if not name:
        reading.complaints["hardware"] = message("Name the chip, such as A100-80GB")
        return "A100-80GB"
    try:
        named_hardware(name)
    except UnknownHardware as unknown:
        reading.complaints["hardware"] = message(
            "We have no figures for this hardware. Choose one like: {names}",
            names=", ".join(unknown.nearest),
        )
        return unknown.nearest[0]
    return name


def named_as_here(field_name: str, typed: Mapping[str, str]) -> str:
    """The field of the form that a complaint of the compute model belongs to."""
    if field_name == "hours" and not typed.get("hours"):
        return "speed" if typed.get("speed") else "days"
    return ALSO.get(field_name, field_name)
