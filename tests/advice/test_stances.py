"""Pairs of answers that differ in one thing, and the stance that the plan takes on either side."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.advice.finding import Finding, Stance
from app.language.reader import ENGLISH
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
STAFF: Given = {
    "S02": ["answer_questions"], "M07": ["own_documents_stable"], "M07a": 150_000,
}  # fmt: skip
STYLE: Given = {"S02": ["rewrite"], "M07": ["own_documents_stable"], "A07": "all_see_all"}
MANY: Given = {
    "S02": ["draft"], "A01": ["wrong_tone"], "A02": "over_5000", "A02a": 9_000, "A04": "from_100",
}  # fmt: skip
LISTINGS: Given = {
    **AT_HOME, "S03": "one_task", "M02a": ["structured_fields"], "M09": "measured", "M09a": 0.93,
    "S11a": 0.92, "A01": ["slow_or_dear"], "I06": "over_100k", "I06a": 2e7, "M05": "minutes",
}  # fmt: skip
TRADES: Given = {
    "S02": ["hold_conversation", "act_in_systems", "calculate"], "S03": "open_ended",
    "S07": "serious_loss", "S09": "nobody", "S17": "exact", "M03": "multi_step",
    "M05": "under_300ms", "M05a": 300, "M07": ["live_systems"], "I03": "money_access_safety",
    "I04": "open_loop", "M01": "any_api",
}  # fmt: skip
STATUS: Given = {"S02": ["hold_conversation"], "M07": ["live_systems"], "S17": "exact"}
GRADES: Given = {"S02": ["classify_route"], "S12": ["education_access"], "A02": "over_5000"}
TABLET: Given = {
    "S02": ["answer_questions"], "M01": "on_device", "M07": ["own_documents_stable"],
    "M07a": 6e6, "A07": "all_see_all", "A02": "under_50",
}  # fmt: skip
FEE: Given = {"S02": ["calculate"], "S16": "fully_structured"}

# The tag, what is said, what is said besides, and the stance without and with it.
PAIRS: list[tuple[str, Given, Given, Stance | None, Stance | None]] = [
    # A08: evidence that is asked for is shown, also beside fields that are read out.
    ("augment.citations", CLAUSES, {"A08": "exact_passage"}, None, Stance.DO),
    # A08a: who may decline does, whatever the job is.
    ("guard.abstain", CLAUSES, {"A08a": "may_abstain"}, None, Stance.DO),
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
    # R-30, R-08: what repeats is cached first, on machines of one's own as well.
    ("optimise.cache", {**AT_HOME, "M05": "under_10s"}, {"A01": ["slow_or_dear"]}, None, Stance.DO),
    ("optimise.cache", {**STYLE, "M01": "own_cloud", "M07a": 6e6}, {"M07a": 60_000},
     None, Stance.DO),
    ("optimise.cache", {**STYLE, "M07a": 60_000}, {"M01": "on_device"}, Stance.DO, None),
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
    # R-28: a few requests an hour fill no batch, unless they may wait for hours.
    ("optimise.batch", {**CLAUSES, "M05": "minutes", "I06": "from_100", "I06a": 999},
     {"I06": "from_1k", "I06a": 1_000}, None, Stance.DO),
    ("optimise.batch", {**CLAUSES, "M05": "minutes", "I06": "under_100", "I06a": 60},
     {"M05": "batch_hours"}, None, Stance.DO),
    # R-11: a label on a picture or on speech is a label.
    ("model.encoder_lt1b", {**INTENTS, "S02": ["classify_route", "media"]}, {"M02a": ["labels"]},
     None, Stance.DO),
    ("augment.ocr", {**INTENTS, "M02": ["images"]}, {"M02": ["scanned_pages"]}, None, Stance.DO),
    # F07: what may not choose its steps has them in code, also where a chat allows no time.
    ("augment.workflow", TRADES, {"S09": "per_action_approval", "M05a": 9_000}, Stance.DO,
     Stance.LATER),
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


# The tag, the answers, and words of its title, reason or remedy.
WORDS: list[tuple[str, Given, str]] = [
    ("adapt.prompt", LISTINGS, "What is left to gain is speed and cost"),
    ("adapt.prompt", {**LISTINGS, "A01": ["nothing"], "I06a": 200_000}, "speed and cost"),
    ("adapt.prompt", {**LISTINGS, "A01": ["nothing"], "I06": "from_100", "I06a": 300},
     "add cost without need"),
    ("optimise.distil", LISTINGS, "At 20M requests a day the large model is too dear"),
    ("optimise.distil", {**LISTINGS, "M05": "first_words_2s", "M05a": 900}, "within 900 ms"),
    ("adapt.sft_lora", {**LISTINGS, "A02": "from_500"}, "ine-tuning of the large model"),
    ("model.small_or_mid_api", TRADES, "within 300 ms only a smaller model answers"),
    ("model.small_or_mid_api", {"S02": ["summarise"]}, "Nothing here needs the hardest"),
    ("optimise.small_model", {"S02": ["summarise"], "I06": "under_100"}, "A still smaller model"),
    ("model.encoder_lt1b", {**GRADES, "A03": ["expert_checked"]}, "a label and no reason"),
    ("model.encoder_lt1b", {**GRADES, "A03": ["biased"]}, "repeats the old unfairness"),
    ("explain.why_not_scratch", {"M11": ["train_from_scratch"], "M07": ["none"], "M08a": 0},
     "no text of the field"),
    ("model.encoder_lt1b", {**INTENTS, "I06": "from_1k", "I06a": 1_000}, "every classification"),
    ("model.encoder_lt1b", {**INTENTS, "S02": ["tag_entities"], "I06": "from_1k", "I06a": 1_000},
     "which size wins depends"),
    ("model.encoder_lt1b", {**INTENTS, "S02": ["rank_score"], "I06": "from_1k", "I06a": 1_000},
     "What comes out is a score"),
    ("optimise.batch", {**CLAUSES, "M05": "minutes", "I06": "from_1k", "M01": "air_gapped"},
     "a full batch uses a machine better."),
    ("optimise.batch", {**CLAUSES, "A01": ["slow_or_dear"], "I13": ["immediacy"]},
     "You may give up the answer at once"),
    ("select.benchmark_existing_first", {"M11": ["fine_tuning"], "M01": "air_gapped"},
     "three strongest open models"),
    ("augment.ocr", {**CLAUSES, "M02": ["scanned_pages", "images"]}, "Recognise the page"),
    ("augment.ocr", {**CLAUSES, "M02": ["images"]}, "what the picture shows"),
    ("optimise.cache", {**STYLE, "M01": "own_cloud", "M07a": 60_000}, "memory of your machines"),
    ("optimise.cache", {**STYLE, "M01": "any_api", "M07a": 60_000}, "up to 90 % less"),
    ("augment.full_context", {**STAFF, "A07": "by_group"}, "one text for each group"),
    ("augment.full_context", {**STAFF, "A07": "all_see_all"}, "at each revision."),
    ("adapt.dpo", {"M11": ["preference_tuning"], "S02": ["draft"]}, "compare two versions blindly"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "given", "words"), WORDS)
def test_a_finding_gives_the_reason_that_holds_here(tag: str, given: Given, words: str) -> None:
    found = finding(tag, given)
    assert found is not None
    assert words in " ".join(ENGLISH.say(part) for part in (found.title, found.why, found.how))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (LISTINGS, "let it teach a small one that serves 20M requests a day"),
        (TRADES, "Keep the steps in code"),
        (STATUS, "call a few narrow functions of your systems"),
        ({"S02": ["answer_questions"], "M07": ["none"], "M03": "multi_step", "S17": "exact"},
         "let code work it out"),
        ({**STYLE, "M07a": 60_000}, "all the rules it has to follow, 60,000 tokens"),
        ({**CLAUSES, "S17": "exact"}, "fill a fixed schema"),
        ({**INTENTS, "A02a": 600}, "Let a large model and people make the labels"),
        ({**INTENTS, "A02": "over_5000", "A02a": 30_000}, "on 30,000 labelled cases"),
        (TABLET, "with a search over 6M tokens"),
        ({**TABLET, "M07": ["none"]}, "a prompt tested on the device"),
        ({**TABLET, "M07": ["none"], "A02": "from_500"}, "an adapter for each task"),
        ({**INTENTS, "S02": ["rank_score"], "I06a": 9_000}, "compare its order with today’s"),
        ({**INTENTS, "I06a": 9_000}, "pass the uncertain ones to a person"),
    ],
)  # fmt: skip
def test_the_verdict_names_what_leads_the_plan(given: Given, words: str) -> None:
    assert words in ENGLISH.say(advise(said(**given)).verdict.sentence)
