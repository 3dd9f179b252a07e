"""A version of the first release opens for ever as it was: page, Markdown, JSON, tasks, chart."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest

from app.export.frozen import written
from app.plan.assemble import assemble
from tests import golden

HOW = (
    "The version was frozen by a release and people rely on it. If it is only written better now,"
    " look at the difference and run: python -m tests.golden"
)


@pytest.mark.parametrize("form", golden.DOCUMENTS)
def test_it_is_written_as_on_the_day_on_which_it_was_frozen(form: str) -> None:
    kept = (golden.FOLDER / f"plan.{form}").read_bytes()
    assert golden.written(form, golden.golden()) == kept, HOW


def knowledge() -> list[tuple[ModuleType, str]]:
    """Every way to today's questions, rules, ranges and prices, in each module that uses it."""
    return [
        (module, name)
        for path, module in list(sys.modules.items())
        if path.startswith("app.") and not path.startswith("app.web.")
        for name, found in vars(module).items()
        if name.startswith(("load_", "read_entries", "rent_table"))
        and callable(found)
        # The glossary helps today's reader beside the plan, and is no part of it.
        and name != "load_glossary"
    ]


def unreadable(*_: object, **__: object) -> None:
    raise AssertionError("a version reads nothing of what we know today")


@pytest.mark.parametrize("form", golden.DOCUMENTS)
def test_it_needs_nothing_of_what_we_know_today(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So questions, rules, ranges and prices may change as they like."""
    forbidden = knowledge()
    names = {name for _, name in forbidden}
    assert {"load_bank", "load_priors", "load_rates", "load_catalogue"} <= names
    for module, name in forbidden:
        monkeypatch.setattr(module, name, unreadable)
    with pytest.raises(AssertionError, match="reads nothing"):
        assemble(golden.document())
    assert golden.written(form, golden.golden()) == (golden.FOLDER / f"plan.{form}").read_bytes()


def test_no_word_and_no_figure_that_was_kept_is_lost() -> None:
    """Fields that were added since have their defaults."""
    kept = json.loads(golden.VERSION.read_text(encoding="utf-8").split("\n")[1])
    again = json.loads(json.dumps(written(golden.golden().plan)))
    assert lacking(kept, again) == []


def lacking(kept: object, again: object, path: str = "") -> list[str]:
    """Whatever was kept and is not there again."""
    match kept, again:
        case dict(), dict():
            return [
                fault
                for key, value in kept.items()
                for fault in (
                    lacking(value, again[key], f"{path}.{key}")
                    if key in again
                    else [f"{path}.{key}"]
                )
            ]
        case list(), list() if len(kept) == len(again):
            return [
                fault
                for place, (one, other) in enumerate(zip(kept, again, strict=True))
                for fault in lacking(one, other, f"{path}[{place}]")
            ]
    return [] if kept == again else [path]
