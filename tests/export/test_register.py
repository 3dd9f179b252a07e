"""Risks and duties as sections: public lists whole, the tier of the AI Act in words."""

from __future__ import annotations

from app.advice.finding import Tier
from app.advice.frameworks import load_frameworks
from app.export.blocks import Aside, Block, Facts, Text
from app.export.outline import Showing
from app.export.register import TIERS, risks
from app.language.reader import ENGLISH
from tests.export.plans import plan


def shown(whole: bool) -> list[Block]:
    return list(risks(plan(), Showing(whole=whole)))


def test_every_entry_of_the_current_lists_is_answered() -> None:
    asides = [block for block in shown(whole=True) if isinstance(block, Aside)]
    current = [framework for framework in load_frameworks() if framework.current]
    assert len(asides) == len(current) == 2
    for aside, framework in zip(asides, current, strict=True):
        assert framework.name in ENGLISH.say(aside.summary)
        (facts,) = aside.blocks
        assert isinstance(facts, Facts)
        names = [ENGLISH.say(name) for name, _ in facts.rows]
        assert names == [entry.name for entry in framework.entries]
        assert all(ENGLISH.say(answer) for _, answer in facts.rows)


def test_the_tier_is_said_in_words() -> None:
    assert set(TIERS) == set(Tier)
    said = [ENGLISH.say(block.says) for block in shown(whole=True) if isinstance(block, Text)]
    assert any("tier of the EU AI Act: transparency" in text for text in said)


def test_a_summary_shows_the_three_gravest_and_no_list() -> None:
    kinds = [block.kind for block in shown(whole=False)]
    assert "aside" not in kinds
    assert "duties" not in kinds
