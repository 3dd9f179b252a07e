"""Takes out of what arrives the characters that no answer needs and that some database refuses."""

from __future__ import annotations

import re

# Control characters except tab and line ends, and halves of surrogate pairs.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile(
    rb"%(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[cC]2%[89][0-9a-fA-F])"
    rb"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]"
)


def clean(text: str) -> str:
    """The text without unprintable characters, its lines ending in one way."""
    return UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def clean_form(encoded: bytes) -> bytes:
    """The same for a form as it is sent, before anything decodes it."""
    return ESCAPED.sub(b"", encoded)


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
