"""Makes a person's words fit for a drawing or a document, without changing what they say."""

from __future__ import annotations

import unicodedata

# Control, surrogate, private use and unassigned characters have no place on paper; nor have the
# marks that turn the direction of the text around them.
DROPPED = {"Cc", "Cs", "Co", "Cn"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029")

# More marks on one letter than any language writes would climb over the lines above.
MOST_MARKS = 3

LONGEST = 20_000


def printable(text: str, longest: int = LONGEST) -> str:
    """The text without what breaks SVG, JSON or a page; line breaks stay, tabs become spaces."""
    if len(text) <= longest and text.isascii() and text.isprintable():
        return text  # as most texts are
    kept: list[str] = []
    marks = 0
    for letter in text[: longest + 1].replace("\r\n", "\n").replace("\t", " "):
        if letter != "\n" and (letter in TURNING or unicodedata.category(letter) in DROPPED):
            continue
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept[:longest]) + ("…" if len(kept) > longest else "")


def one_line(text: str, longest: int = LONGEST) -> str:
    """Printable text with every run of white space made one space."""
    return " ".join(printable(text, longest).split())
