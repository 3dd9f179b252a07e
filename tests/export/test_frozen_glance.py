"""A version at a glance says what the whole version says."""

from __future__ import annotations

import pytest

from app.export.frozen import FORMAT, UnreadableVersion, freeze
from app.export.frozen_glance import glimpse
from app.lifecycle.document import write_document
from app.plan.assemble import assemble
from app.plan.glance import glance
from tests.cases import case
from tests.lifecycle.saying import said


@pytest.mark.parametrize("prefix", ["D01", "D05", "D12"])
def test_a_glance_of_a_version_is_that_of_its_plan(prefix: str) -> None:
    document = case(prefix).document
    made = assemble(document, draws=200)
    found = glimpse(freeze(document, made))
    assert found.glance == glance(made)
    assert found.answers == write_document(document)


def test_a_plan_that_stops_has_no_headline() -> None:
    document = case("D01").document.with_answers(said(S12=["social_scoring"]))
    found = glimpse(freeze(document, assemble(document, draws=200)))
    assert found.glance.headline is None


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', f'{{"format": {FORMAT + 1}}}'])
def test_what_cannot_be_read_is_said_so(text: str) -> None:
    with pytest.raises(UnreadableVersion):
        glimpse(text)
