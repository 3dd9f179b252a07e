"""Takes out of what arrives the characters that no answer needs and that some database refuses."""

from __future__ import annotations

import re

# Control characters except tab and line ends, and halves of surrogate pairs.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without unprintable characters, its lines ending in one way."""
    return UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def clean_json(value: object) -> object:
    """The same for every text of a parsed JSON value, keys included."""
    match value:
        case str():
            return clean(value)
        case list():
            return [clean_json(item) for item in value]
        case dict():
            return {clean(key): clean_json(item) for key, item in value.items()}
        case _:
            return value
