"""What the page "How we estimate" shows of the model's checks, and of public data."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.estimate.checks import checks
from app.estimate.entries import CONTENT
from app.estimate.evidence import load_evidence, read_evidence
from app.language.reader import ENGLISH
from app.lifecycle.entries import FaultyContent
from tests.estimate.archetypes import network, published


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.id)
def test_what_is_promised_of_the_model_holds(check: object) -> None:
    shown = next(each for each in checks() if each is check)
    print(f"{ENGLISH.say(shown.says)}: {ENGLISH.say(shown.found)}")
    assert shown.holds


@pytest.mark.parametrize("kind", "ABCD")
def test_the_kinds_that_are_shipped_are_the_published_ones(kind: str) -> None:
    shown, row = load_evidence().kinds[kind], published(kind, "neutral")
    assert shown.tasks == set(network(kind)) - {"rework"}
    weeks = tuple(float(row[f"launch_weeks_p{share}"]) for share in (50, 80, 95))
    days = tuple(float(row[f"effort_days_p{share}"]) for share in (50, 80, 95))
    assert (shown.launch_weeks, shown.effort_days) == (weeks, days)


def test_evidence_without_a_source_is_refused(tmp_path: Path) -> None:
    for name in ("evidence.toml", "kinds.toml"):
        text = (CONTENT / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("source")]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FaultyContent, match="source is missing") as refusal:
        read_evidence(tmp_path)
    assert len(refusal.value.faults) == len(load_evidence().ratios) + 4
