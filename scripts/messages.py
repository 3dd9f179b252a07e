"""Collects every sentence a person can read into the catalogue's template, for translators.

`python -m scripts.messages` writes app/language/catalogues/scopewright.pot: sentences of Python
(`message`, `counted`), of templates (`_`, `trans`) and of the content files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "app" / "language" / "catalogues" / "scopewright.pot"
KEYWORDS = {"message": None, "counted": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2)}

# The entries of content files that are sentences; all others are ids, figures and addresses.
SENTENCES = {
    "asks", "why", "label", "hint", "example", "words", "says", "numbers", "title", "name",
    "meaning", "definition", "use", "anchor", "how", "text", "description", "gives", "unit_words",
    "drives", "duties", "training_duration", "customization", "objective", "lacking", "always",
    "else", "partly_because", "because", "wins_when", "applies_when", "means", "otherwise",
    "source",
}  # fmt: skip
WORDED = {"options", "names"}  # tables whose every text is a sentence, whatever its key

Found = tuple[int, str, str | tuple[str, ...], list[str]]


def sentences(value: object, key: str = "") -> Iterator[str]:
    """Every sentence inside a content file's value."""
    if isinstance(value, str) and key in SENTENCES and value:
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            worded = key in WORDED and isinstance(inner, str)
            yield from sentences(inner, "text" if worded else name)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner, key)


def extract_toml(
    file: IO[bytes], keywords: Mapping[str, object], tags: Collection[str], options: object
) -> Iterator[Found]:
    """A Babel extraction method for content files."""
    for sentence in sentences(tomllib.load(file)):
        yield 1, "message", sentence, []


def sources() -> Iterator[tuple[Path, Any, dict[str, str]]]:
    for path in sorted((ROOT / "app").rglob("*.py")):
        yield path, "python", {}
    for path in sorted((ROOT / "app").rglob("content/**/*.toml")):
        yield path, extract_toml, {}
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "app").rglob("*.jinja")]
    for path in sorted(templates):
        yield path, "jinja2.ext:babel_extract", {"extensions": "jinja2.ext.i18n", "trimmed": "true"}


def collected() -> Catalog:
    """Every sentence with the files it stands in."""
    catalog = Catalog(project="Scopewright", charset="utf-8", fuzzy=False)
    for path, method, options in sources():
        found = extract_from_file(method, path, keywords=KEYWORDS, options=options)
        for line, sentence, comments, _context in found:
            place = (path.relative_to(ROOT).as_posix(), line)
            catalog.add(sentence, locations=[place], auto_comments=comments)
    return catalog


def main() -> None:
    TEMPLATE.parent.mkdir(exist_ok=True)
    catalog = collected()
    with TEMPLATE.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=True, include_lineno=False)
    print(f"{len(catalog)} sentences in {TEMPLATE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
