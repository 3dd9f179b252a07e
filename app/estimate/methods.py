"""What the ways of training are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.language.message import Message, message

TITLES: Final[Mapping[str, Message]] = {
    "full": message("tuning all weights"),
    "lora": message("tuning an adapter"),
    "qlora": message("tuning an adapter on four bits"),
    "dpo": message("tuning on preferences"),
    "ppo": message("tuning on human feedback"),
    "pretraining": message("training on raw text"),
}
