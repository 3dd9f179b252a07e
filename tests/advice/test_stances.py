"""Pairs of answers that differ in one thing, and the stance that the plan takes on either side."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.advice.finding import Finding, Stance
from tests.lifecycle.saying import said

Given = dict[str, object]

CLAUSES: Given = {"S02": ["extract_fields"], "M07": ["none"], "M02": ["documents"]}
TONE: Given = {
    "S02": ["draft"], "M07": ["none"], "M09": "ten_plus", "M09a": 0.6, "S11a": 0.9,
    "A01": ["wrong_tone"], "A02": "from_50", "A02a": 90, "A04": "from_20",
}  # fmt: skip
CHATBOT: Given = {"S02": ["answer_questions"], "S06": "few_trained_staff", "M07": ["none"]}
AT_HOME: Given = {
    "S02": ["extract_fields"], "M07": ["none"], "M01": "own_cloud", "M03": "paraphrase_extract",
}  # fmt: skip
INTENTS: Given = {
    "S02": ["classify_route"], "S03": "one_task", "M07": ["none"], "A02": "from_500",
    "A02a": 4_500, "I06": "over_100k", "I06a": 5_000_000,
}  # fmt: skip
STYLE: Given = {"S02": ["rewrite"], "M07": ["own_documents_stable"], "A07": "all_see_all"}
MANY: Given = {
    "S02": ["draft"], "A01": ["wrong_tone"], "A02": "over_5000", "A02a": 9_000, "A04": "from_100",
}  # fmt: skip
FEE: Given = {"S02": ["calculate"], "S16": "fully_structured"}

# The tag, what is said, what is said besides, and the stance without and with it.
PAIRS: list[tuple[str, Given, Given, Stance | None, Stance | None]] = [
    # A08: evidence that is asked for is shown, also beside fields that are read out.
    ("augment.citations", CLAUSES, {"A08": "exact_passage"}, None, Stance.DO),
    # R-06: examples in the prompt come before tuning, unless they have been tried.
    ("adapt.few_shot", {**TONE, "A01a": ["few_shot"]}, {"A01a": ["plain_prompt"]},
     None, Stance.DO),
    ("adapt.few_shot", {**TONE, "A01a": ["plain_prompt"]}, {"A01": ["unsafe"]}, Stance.DO, None),
    # R-63: every chatbot that people meet, the one for a few trained colleagues too.
    ("guard.ai_disclosure", CHATBOT, {"I01": ["chat_web_mobile"]}, None, Stance.DO),
    ("guard.ai_disclosure", CHATBOT, {"S02": ["hold_conversation"]}, None, Stance.DO),
    ("guard.ai_disclosure", {**CHATBOT, "S02": ["hold_conversation"]}, {"S06": "only_software"},
     Stance.DO, None),
    # R-30, F12: a smaller model is an early saving, on weights of one's own as well.
    ("optimise.small_model", AT_HOME, {"A01": ["slow_or_dear"]}, Stance.LATER, Stance.DO),
    ("optimise.small_model", {**AT_HOME, "A01": ["slow_or_dear"]}, {"M03": "multi_step"},
     Stance.DO, Stance.LATER),
    # R-33: who teaches a small student is not told to keep the large model.
    ("optimise.small_model", AT_HOME, {"I06": "over_100k", "I06a": 400_000}, Stance.LATER, None),
    # R-28, R-33b: in 50 ms there is no second look, unless somebody looks afterwards anyway.
    ("optimise.routing", INTENTS, {"M05": "under_300ms", "M05a": 50, "S09": "nobody"},
     Stance.DO, None),
    ("optimise.routing", {**INTENTS, "M05": "under_300ms", "M05a": 50, "S09": "nobody"},
     {"S09": "on_appeal"}, None, Stance.DO),
    # F04: one short text for every request, whatever the job is; not where people see less of it.
    ("augment.full_context", {**STYLE, "M07a": 200_000}, {"M07a": 60_000}, None, Stance.DO),
    ("augment.full_context", {**STYLE, "M07a": 60_000}, {"A07": "by_document"}, Stance.DO, None),
    # F09: all weights only where an adapter is tuned, on weights that one hosts.
    ("adapt.sft", {**MANY, "M01": "any_api"}, {"M01": "own_hardware"}, None, Stance.LATER),
    ("adapt.sft", {**MANY, "M01": "own_hardware"}, {"A01": ["nothing"]}, Stance.LATER, None),
    # Code instead of a model answers the wish for a model of one's own as well.
    ("explain.why_not_scratch", FEE, {"M11": ["train_from_scratch"]}, None, Stance.AVOID),
    ("explain.why_not_rlhf", FEE, {"M11": ["preference_tuning"]}, None, Stance.AVOID),
]  # fmt: skip


def finding(tag: str, given: Given) -> Finding | None:
    return next((f for f in advise(said(**given)).findings if f.tag == tag), None)


def stance(tag: str, given: Given) -> Stance | None:
    found = finding(tag, given)
    return found.stance if found else None


@pytest.mark.parametrize(("tag", "given", "besides", "without", "and_with"), PAIRS)
def test_one_answer_turns_the_advice(
    tag: str, given: Given, besides: Given, without: Stance | None, and_with: Stance | None
) -> None:
    assert stance(tag, given) == without
    assert stance(tag, {**given, **besides}) == and_with


def test_where_code_does_it_a_wish_is_turned_down_by_the_rule_for_code() -> None:
    found = finding("explain.why_not_scratch", {**FEE, "M11": ["train_from_scratch"]})
    assert found is not None
    assert found.rule.id == "R-01"
    assert "M11" in found.because
