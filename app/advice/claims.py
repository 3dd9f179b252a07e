"""What a plan must not claim or do (anti.*): a predicate for each, over the finished advice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.advice.finding import Advice, Finding, Stance, VerdictKind
from app.advice.situation import (
    BEHAVIOUR,
    DECIDES_ON_PEOPLE,
    acts,
    exact_figures,
    holds_documents,
    may_be_hosted,
    quality_gap,
)
from app.advice.training_grounds import (
    continues_pretraining,
    gap_is_proven,
    small_classifier,
    trains_from_scratch,
)
from app.language.message import Message
from app.lifecycle.answers import Answers

Claim = Callable[[Answers, Advice], bool]

PROMISES = re.compile(
    r"hallucination-free|free of hallucinations?|(?<!who )never (?:hallucinates?|invents?)"
    r"|(?:no|zero|without any|eliminates?) (?:more )?hallucinations?|100 ?% (?:correct|accurate)",
    re.IGNORECASE,
)
BELOW_FOUR_BITS = re.compile(r"\b(?:[123]|one|two|three)[ -]bits?\b", re.IGNORECASE)


def claims(answers: Answers, advice: Advice) -> frozenset[str]:
    """The anti.* tags that hold of this advice; a sound one has none."""
    return frozenset(tag for tag, holds in CLAIMS.items() if holds(answers, advice))


def teaches_facts_by_tuning(answers: Answers, advice: Advice) -> bool:
    trained = continues_pretraining(answers) or trains_from_scratch(answers)
    facts_only = answers.any("A01", "wrong_facts") and not answers.any("A01", *BEHAVIOUR)
    tuned = advice.recommends("adapt.sft", "adapt.sft_lora")
    return (
        tuned
        and facts_only
        and holds_documents(answers)
        and not (trained or small_classifier(answers))
    )


def promises_no_hallucination(answers: Answers, advice: Advice) -> bool:
    return any(PROMISES.search(text) for text in sentences(advice))


def acts_without_people(answers: Answers, advice: Advice) -> bool:
    if _writes_code(advice):
        return False
    weighty = answers.any("I03", "irreversible", "money_access_safety")
    harmful = answers.any("S07", "harm_to_people")
    approved = advice.recommends("guard.approval_gate", "guard.human_review")
    return (weighty or harmful) and not approved


def rejects_people_by_itself(answers: Answers, advice: Advice) -> bool:
    judged = answers.any("S12", *DECIDES_ON_PEOPLE) and answers.any("S12a", "decides_alone")
    ranked = answers.any("S12", "hiring_work") and answers.any("S02", "rank_score")
    if _writes_code(advice):
        return False
    return (judged or ranked) and not advice.recommends("guard.human_review")


def scores_emotions(answers: Answers, advice: Advice) -> bool:
    kind = advice.verdict.kind
    return answers.any("S12", "emotion_work_school") and kind is not VerdictKind.STOP


def lets_the_model_do_sums(answers: Answers, advice: Advice) -> bool:
    computed = advice.recommends(
        "augment.pal", "augment.sql_tool", "augment.tools", "augment.business_rules",
        "augment.structured_facts", "select.no_genai",
    )  # fmt: skip
    return exact_figures(answers) and not computed and not small_classifier(answers)


def queries_with_write_access(answers: Answers, advice: Advice) -> bool:
    return advice.recommends("augment.sql_tool") and not advice.recommends("guard.least_privilege")


def sends_patient_data_unprotected(answers: Answers, advice: Advice) -> bool:
    sent = advice.recommends("deploy.api") and answers.any("S15", "health")
    return sent and "health" not in {duty.label for duty in advice.duties}


def sends_data_outside(answers: Answers, advice: Advice) -> bool:
    outside = advice.recommends(
        "deploy.api", "select.existing_api", "model.frontier_api", "model.small_or_mid_api"
    )
    return outside and not may_be_hosted(answers)


def ends_with_a_failing_prompt(answers: Answers, advice: Advice) -> bool:
    gap = quality_gap(answers)
    failing = gap_is_proven(answers) or (gap is not None and gap > 0)
    return (
        failing
        and _chosen(advice, "adapt", "augment") == {"adapt.prompt"}
        and not (advice.recommends("select.no_genai"))
    )


def trains_without_a_baseline(answers: Answers, advice: Advice) -> bool:
    trains = advice.recommends("select.continued_pretraining", "select.pretrain_scratch")
    return trains and not advice.recommends("select.benchmark_existing_first")


def has_no_test_set(answers: Answers, advice: Advice) -> bool:
    return not _writes_code(advice) and not advice.recommends("eval.task_set")


def judges_by_rouge_alone(answers: Answers, advice: Advice) -> bool:
    return _mentions(advice, "eval.rouge") and not advice.recommends("eval.human", "eval.llm_judge")


def judges_by_bleu_alone(answers: Answers, advice: Advice) -> bool:
    return _mentions(advice, "eval.bleu") and not advice.recommends("eval.comet", "eval.human")


def accepts_on_benchmarks(answers: Answers, advice: Advice) -> bool:
    public = advice.recommends("eval.domain_suite", "eval.general_regression")
    return public and not advice.recommends("eval.task_set", "eval.human", "eval.win_rate")


def compresses_below_four_bits(answers: Answers, advice: Advice) -> bool:
    return any(
        finding.tag == "optimise.quantise"
        and finding.stance is Stance.DO
        and BELOW_FOUR_BITS.search(finding.title.text)
        for finding in advice.findings
    )


def judges_an_agent_by_one_run(answers: Answers, advice: Advice) -> bool:
    return acts(answers) and not _writes_code(advice) and not advice.recommends("eval.pass_hat_k")


def _writes_code(advice: Advice) -> bool:
    return advice.verdict.kind is VerdictKind.NO_GENAI


def _chosen(advice: Advice, *groups: str) -> set[str]:
    return {f.tag for f in advice.findings if f.stance is Stance.DO and f.group in groups}


def _mentions(advice: Advice, tag: str) -> bool:
    """Part of the plan now or later; what is advised against is no claim."""
    return any(f.tag == tag and f.stance is not Stance.AVOID for f in advice.findings)


def sentences(advice: Advice) -> Iterator[str]:
    """Every English template that the advice says."""
    verdict = advice.verdict
    yield from _texts(verdict.opening, verdict.sentence, *verdict.reasons, *verdict.red_flags)
    for finding in advice.findings:
        yield from _texts(*_said_by(finding))
    for risk in advice.risks:
        yield from _texts(risk.title, risk.happens, risk.mitigation)


def _said_by(finding: Finding) -> tuple[Message, ...]:
    said = (finding.title, finding.why, finding.how)
    return said if finding.when is None else (*said, finding.when)


def _texts(*messages: Message) -> Iterator[str]:
    """The templates, with those of the messages inside them."""
    for said in messages:
        yield said.text
        yield from _texts(*(value for _, value in said.values if isinstance(value, Message)))


CLAIMS: dict[str, Claim] = {
    "anti.sft_for_facts": teaches_facts_by_tuning,
    "anti.hallucination_free_claim": promises_no_hallucination,
    "anti.full_autonomy": acts_without_people,
    "anti.auto_reject": rejects_people_by_itself,
    "anti.emotion_scoring": scores_emotions,
    "anti.llm_arithmetic": lets_the_model_do_sums,
    "anti.write_db_access": queries_with_write_access,
    "anti.phi_without_baa": sends_patient_data_unprotected,
    "anti.external_api": sends_data_outside,
    "anti.prompt_only_final": ends_with_a_failing_prompt,
    "anti.skip_baseline": trains_without_a_baseline,
    "anti.no_eval": has_no_test_set,
    "anti.rouge_only": judges_by_rouge_alone,
    "anti.bleu_only": judges_by_bleu_alone,
    "anti.benchmark_only": accepts_on_benchmarks,
    "anti.ptq_below_4bit": compresses_below_four_bits,
    "anti.single_run_eval": judges_an_agent_by_one_run,
}
