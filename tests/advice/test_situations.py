"""What an adviser would say to clients beyond the worked cases: wanted, and not wanted."""

from __future__ import annotations

import pytest

from app.advice.advise import advise
from app.advice.finding import Stance
from app.language.reader import ENGLISH
from tests.advice.situations import SITUATIONS, situation
from tests.lifecycle.saying import said

# Each entry: what must be part of the plan (a|b: one of them), and what must not.
EXPECTED: dict[str, tuple[str, str]] = {
    "moderation of public posts": (
        "model.encoder_lt1b adapt.sft eval.f1 guard.human_escalation eval.fairness eval.latency "
        "optimise.distil eval.safety_suite",
        "augment.rag model.frontier_api adapt.rlhf augment.agent eval.rouge",
    ),
    "chat filter of games": (
        "model.encoder_lt1b optimise.distil optimise.quantise data.synthetic_or_llm_labels "
        "eval.latency deploy.on_prem guard.human_review",
        "select.existing_api model.frontier_api adapt.rlhf deploy.api",
    ),
    "code completion": (
        "augment.code_context model.le4b eval.pass_at_k eval.acceptance_rate eval.latency "
        "select.existing_open_weights optimise.speculative optimise.quantise",
        "augment.agent augment.rag model.frontier_api eval.bleu select.existing_api",
    ),
    "ranking of applicants": (
        "guard.human_review guard.audit_log eval.fairness guard.ai_disclosure "
        "augment.structured_output guard.pii_minimise",
        "adapt.sft adapt.sft_lora model.encoder_lt1b",
    ),
    "credit scores from records": (
        "guard.human_review eval.fairness guard.audit_log",
        "adapt.sft adapt.sft_lora select.pretrain_scratch adapt.few_shot",
    ),
    "clinical notes": (
        "select.existing_api adapt.prompt augment.structured_output adapt.few_shot "
        "guard.human_review guard.pii_minimise guard.audit_log eval.human",
        "augment.agent adapt.sft_lora eval.rouge select.continued_pretraining",
    ),
    "terms in clinical letters": (
        "select.domain_pretrained model.encoder_lt1b eval.entity_f1 adapt.sft guard.abstain",
        "select.existing_api augment.rag",
    ),
    "homework help for pupils": (
        "augment.rag augment.pal guard.moderation guard.input_output_guardrails guard.red_team "
        "guard.ai_disclosure guard.human_escalation eval.safety_suite",
        "adapt.rlhf adapt.sft_lora select.pretrain_scratch",
    ),
    "changes and refunds of bookings": (
        "augment.tools augment.workflow guard.approval_gate guard.least_privilege guard.audit_log "
        "guard.red_team eval.pass_hat_k guard.ai_disclosure guard.human_escalation",
        "augment.agent adapt.sft_lora augment.rag",
    ),
    "IT tickets solved by an agent": (
        "augment.agent augment.tools augment.rag eval.pass_hat_k guard.least_privilege",
        "adapt.sft_lora select.pretrain_scratch",
    ),
    "an agent with nothing to stop it": ("guard.approval_gate eval.pass_hat_k", "augment.agent"),
    "product texts at catalogue scale": (
        "augment.structured_facts adapt.few_shot augment.business_rules optimise.batch "
        "eval.human eval.win_rate eval.ab_test optimise.small_model",
        "augment.rag adapt.rlhf augment.agent adapt.dpo",
    ),
    "orders by telephone": (
        "model.small_or_mid_api augment.tools augment.workflow guard.human_escalation "
        "guard.ai_disclosure eval.latency eval.pass_hat_k",
        "model.frontier_api augment.rag",
    ),
    "answers in a language that no model knows": (
        "select.continued_pretraining select.benchmark_existing_first data.mix_general "
        "data.tokenizer_extension data.parallel_text adapt.sft eval.domain_suite "
        "eval.general_regression augment.rag",
        "select.pretrain_scratch adapt.rlhf",
    ),
    "signals that are no language": (
        "select.pretrain_scratch select.benchmark_existing_first data.mix_general adapt.sft",
        "select.continued_pretraining select.existing_open_weights data.tokenizer_extension "
        "adapt.prompt adapt.few_shot",
    ),
    "case law with citations": (
        "augment.rag augment.citations guard.abstain guard.human_review guard.acl_retrieval "
        "eval.rag_metrics",
        "adapt.sft_lora adapt.sft select.continued_pretraining",
    ),
    "campaign pictures": (
        "select.existing_api guard.ai_disclosure guard.moderation guard.human_review eval.human",
        "adapt.rlhf augment.rag",
    ),
    "search results of a shop": (
        "model.encoder_lt1b optimise.distil data.synthetic_or_llm_labels eval.ndcg eval.ab_test "
        "eval.latency",
        "augment.rag guard.abstain eval.f1",
    ),
    "translation in the car": (
        "model.le4b optimise.quantise deploy.on_device adapt.sft_lora eval.comet eval.latency",
        "select.existing_api deploy.api model.frontier_api augment.agent",
    ),
    "refunds worked out from letters": (
        "augment.structured_output augment.tools augment.business_rules eval.unit_tests "
        "eval.field_accuracy guard.human_review",
        "augment.pal select.no_genai",
    ),
    "a prompt that is good enough": ("adapt.prompt", "adapt.sft_lora augment.rag augment.cot"),
    "facts out of date": ("augment.rag", "adapt.sft_lora"),
    "appointments booked by voice": (
        "augment.workflow augment.tools model.small_or_mid_api guard.human_escalation "
        "guard.least_privilege guard.audit_log guard.ai_disclosure eval.pass_hat_k eval.latency",
        "augment.agent model.frontier_api adapt.sft_lora",
    ),
    "old programs rewritten in a new language": (
        "augment.code_context augment.rag model.frontier_api augment.cot eval.pass_at_k "
        "eval.unit_tests optimise.batch guard.human_review",
        "optimise.speculative eval.bleu augment.agent adapt.sft_lora",
    ),
    "replies to citizens learnt from old letters": (
        "augment.rag augment.structured_facts guard.acl_retrieval guard.human_review "
        "deploy.on_prem augment.glossary",
        "adapt.retrieved_few_shot adapt.few_shot adapt.sft_lora deploy.api",
    ),
    "reasons for an alert, from the record": (
        "augment.structured_facts augment.citations augment.business_rules guard.human_review",
        "augment.rag adapt.rlhf",
    ),
    "translation that falls short of the bar": (
        "adapt.sft_lora augment.glossary eval.comet deploy.on_prem",
        "adapt.retrieved_few_shot augment.rag deploy.api",
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_adviser_would_sign_the_plan(name: str) -> None:
    wanted, unwanted = EXPECTED[name]
    chosen = {f.tag for f in advise(situation(name)).findings if f.stance is Stance.DO}
    missing = [entry for entry in wanted.split() if not chosen & set(entry.split("|"))]
    assert missing == []
    assert chosen & set(unwanted.split()) == set()


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("changes and refunds of bookings", "augment.agent"),
        ("case law with citations", "adapt.sft_lora"),
        ("raters who disagree", "explain.why_not_rlhf"),
        ("signals that are no language", "select.pretrain_scratch"),
        ("facts out of date", "augment.rag"),
        ("hard sums in two seconds", "select.domain_pretrained"),
        ("credit scores from records", "explain.why_not_llm"),
    ],
)
def test_a_wish_is_answered_by_name(name: str, tag: str) -> None:
    (finding,) = [f for f in advise(situation(name)).findings if f.tag == tag]
    assert "M11" in finding.because


def chosen(**answers: object) -> set[str]:
    return {f.tag for f in advise(said(**answers)).findings if f.stance is Stance.DO}


def test_a_tight_ceiling_for_running_it_calls_for_savings() -> None:
    """F12: $10 a month for 500 requests a day of 2,200 tokens leave 30 cents a million."""
    busy: dict[str, object] = {"I06": "from_100", "I06a": 500, "M04": 2_000, "M07": ["none"]}
    assert "optimise.small_model" not in chosen(**busy, E04a=2_000)
    assert {"optimise.small_model", "optimise.cache"} <= chosen(**busy, E04a=10)


def test_memory_limits_the_size_of_the_model() -> None:
    """R-26: at 4 bits 30 billion parameters take 19.5 GB to run, 7 billion take 4.55."""
    at_home: dict[str, object] = {"M01": "own_hardware", "S03": "few_tasks", "S02": ["draft"]}
    assert "model.30_70b" in chosen(**at_home, M01a=80)
    assert "model.7_14b" in chosen(**at_home, M01a=16)
    assert "model.30_70b" not in chosen(**at_home, M01a=16)
    assert "model.7_14b" in chosen(**at_home, M01a=4.6)
    assert "model.le4b" in chosen(**at_home, M01a=4.5)
    assert "model.7_14b" not in chosen(**at_home, M01a=4.5)


def test_the_memory_of_a_device_is_turned_into_a_size_of_model() -> None:
    """R-26: 2 GiB ÷ (4 bits ÷ 8 × 1.3) = 3.3 billion parameters; 1 GiB holds half as many."""
    for memory, size in ((2, "3.3B parameters"), (1, "1.7B parameters")):
        answers = said(M01="on_device", M01a=memory, S02=["draft"])
        told = {f.tag: ENGLISH.say(f.why) for f in advise(answers).findings}
        assert size in told["model.le4b"]
        assert size in told["optimise.quantise"]


@pytest.mark.parametrize("name", SITUATIONS)
def test_nobody_is_told_to_do_everything(name: str) -> None:
    doing = [f for f in advise(situation(name)).findings if f.stance is Stance.DO]
    measured = [f for f in doing if f.group not in {"eval", "explain"}]
    assert len(measured) <= 26


def told(name: str, tag: str) -> str:
    (finding,) = [f for f in advise(situation(name)).findings if f.tag == tag]
    return " ".join(ENGLISH.say(words) for words in (finding.title, finding.why, finding.how))


@pytest.mark.parametrize(
    ("name", "tag", "words"),
    [
        ("appointments booked by voice", "augment.agent", "do not fit into 1,200 ms"),
        ("an agent with nothing to stop it", "augment.agent", "nor waits for a person"),
        ("appointments booked by voice", "augment.workflow", "was to choose its own steps"),
        ("changes and refunds of bookings", "augment.workflow", "The steps are known"),
        ("code completion", "augment.code_context", "the cursor"),
        ("old programs rewritten in a new language", "augment.code_context", "the whole unit"),
        ("case law with citations", "augment.citations", "Number the passages"),
        ("reasons for an alert, from the record", "augment.citations", "each field of the record"),
        ("signals that are no language", "adapt.prompt", "No existing model covers"),
    ],
)
def test_the_words_fit_the_project(name: str, tag: str, words: str) -> None:
    assert words in told(name, tag)


def test_code_that_is_worked_off_in_a_queue_is_not_written_at_a_cursor() -> None:
    queue = advise(situation("old programs rewritten in a new language")).verdict
    assert "take nothing that its tests do not pass" in ENGLISH.say(queue.sentence)
    assert "R-28" not in queue.rules
    typed = advise(situation("code completion")).verdict
    assert "the cursor" in ENGLISH.say(typed.sentence)


def test_evidence_that_nobody_asked_for_is_not_demanded_of_a_text_from_its_own_input() -> None:
    summary: dict[str, object] = {"S02": ["summarise"], "M07": ["none"]}
    assert "augment.citations" not in chosen(**summary)
    assert "augment.citations" not in chosen(**summary, A08="no_evidence")
    assert "augment.citations" in chosen(**summary, A08="exact_passage")


def test_a_gap_in_language_alone_is_behaviour_only_where_language_is_the_job() -> None:
    """R-06, R-16b: a measured gap in translating or rewriting cannot be missing facts."""
    short: dict[str, object] = {
        "M07": ["none"], "M09": "measured", "M09a": 0.6, "S11a": 0.9, "A02": "over_5000",
        "A02a": 40_000,
    }  # fmt: skip
    assert "adapt.sft_lora" in chosen(S02=["translate"], **short)
    assert "adapt.sft_lora" in chosen(S02=["rewrite"], **short)
    assert "adapt.sft_lora" not in chosen(S02=["summarise"], **short)
    assert "adapt.sft_lora" not in chosen(S02=["translate"], **{**short, "A01": ["nothing"]})
    assert "adapt.sft_lora" not in chosen(S02=["translate"], **{**short, "A02a": 4_000})


# A tag, the answers, and words that its finding says of them or, after "not", leaves unsaid.
SAYS: list[tuple[str, dict[str, object], str]] = [
    (
        "augment.rag",
        {"S02": ["answer_questions"], "M07": ["own_documents_stable"], "M07a": 150_000,
         "A07": "by_document"},
        "would fit into one prompt, but not everybody may see all of it",
    ),
    (
        "augment.rag",
        {"S02": ["answer_questions"], "M07": ["own_documents_stable"], "M07a": 200_000},
        "more than fits into one prompt",
    ),
    ("eval.task_set", {"A04": "favourites"}, "A few favourites are no test set yet"),
    ("eval.task_set", {"A04": "from_20"}, "You hold 20 cases"),
    ("model.le4b", {"M01": "on_device", "M01a": 6}, "keep models on devices at 3 to 4 billion"),
    ("model.le4b", {"M01": "on_device", "M01a": 2}, "that holds about 3.3B parameters"),
    (
        "optimise.batch",
        {"S02": ["extract_fields"], "M05": "minutes", "I06": "from_1k"},
        "takes hours",
    ),
    ("optimise.batch", {"S02": ["extract_fields"], "M05": "batch_hours"}, "half the price"),
    (
        "adapt.few_shot",
        {"S02": ["draft"], "A02": "from_50", "A03": ["rights_unclear"]},
        "Show only those whose rights are clear",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "answers", "words"), SAYS)
def test_a_finding_says_what_holds_of_these_answers(
    tag: str, answers: dict[str, object], words: str
) -> None:
    (finding,) = [f for f in advise(said(**answers)).findings if f.tag == tag]
    assert finding.stance is Stance.DO
    assert words in " ".join(ENGLISH.say(words) for words in (finding.why, finding.how))


def test_a_layout_is_looked_up_only_where_there_are_pages() -> None:
    fields: dict[str, object] = {"S02": ["extract_fields"], "A02": "from_500", "A02a": 2_500}
    tags = {f.tag for f in advise(said(**fields, M02=["audio"])).findings}
    assert "adapt.retrieved_few_shot" not in tags
    tags = {f.tag for f in advise(said(**fields, M02=["documents"])).findings}
    assert "adapt.retrieved_few_shot" in tags
