"""The JSON documents that other programs rely on."""

from __future__ import annotations

import json
from functools import cache

import pytest

from app.export.document import estimate_document, plan_document, to_bytes
from app.export.figures import figure
from app.lifecycle.bank import load_bank
from app.lifecycle.document import read_document, write_document
from app.plan.assemble import assemble
from tests.cases import Case, case, cases

RANGE = {"p10", "p50", "p80", "p95"}
STOPPED = {"answers": {"S01": "Reads faces of staff", "S12": ["emotion_work_school"]}}

# Every field that the contract promises, and those within.
FIELDS = [
    "verdict", "expertise", "findings", "cheat_sheet", "duration_weeks", "effort_person_days",
    "cost_usd", "running_usd_per_month", "chance", "phases", "compute", "confidence",
    "answer_next", "sensitivity", "risks", "assumptions",
]  # fmt: skip
INSIDE = {
    "findings": {"tag", "stance", "title", "why", "how", "rule", "source", "trust", "because"},
    "cheat_sheet": {
        "column", "needed", "score", "contributions", "training_duration", "customization",
        "objective", "expertise", "computed",
    },
    "phases": {"id", "title", "duration_weeks", "effort_person_days", "tasks"},
    "risks": {"tag", "likelihood", "effect", "mitigation", "rule"},
    "assumptions": {"question", "assumed"},
    "answer_next": {"question", "narrows_weeks_p80", "narrows_usd_p80"},
    "sensitivity": {"name", "kind", "swing_weeks", "swing_usd"},
}  # fmt: skip


@cache
def sent(prefix: str, detail: bool = False) -> bytes:
    plan = assemble(case(prefix).document, draws=100, detail=detail)
    return to_bytes(estimate_document(plan))


@pytest.mark.parametrize("case_", cases(), ids=lambda found: found.id)
def test_every_promised_field_is_there(case_: Case) -> None:
    document = json.loads(sent(case_.id))
    assert set(FIELDS) <= set(document)
    for field, inside in INSIDE.items():
        assert all(inside <= set(entry) for entry in document[field]), field


def test_what_ifs_come_with_the_detail() -> None:
    document = json.loads(sent("D01", detail=True))
    assert document["sensitivity"]
    assert {swing["kind"] for swing in document["sensitivity"]} <= {"common", "task", "answer"}
    for entry in document["answer_next"]:
        assert INSIDE["answer_next"] <= set(entry)


def test_ranges_name_their_quantiles() -> None:
    document = json.loads(sent("D01"))
    for field in ("duration_weeks", "effort_person_days"):
        assert set(document[field]) == RANGE
    assert set(document["cost_usd"]) == RANGE | {"parts"}
    assert set(document["cost_usd"]["parts"]) == {"people", "labels", "compute", "fixed"}
    assert set(document["chance"]) == {"by_deadline", "within_budget", "both"}
    task = document["phases"][0]["tasks"][0]
    assert {"id", "title", "role", "effort_person_days", "after"} <= set(task)


def test_columns_carry_what_makes_their_score() -> None:
    for column in json.loads(sent("D01"))["cheat_sheet"]:
        assert column["score"] == sum(part["points"] for part in column["contributions"])
        assert column["needed"] is (column["score"] >= 50)
        assert set(column["computed"]) >= {"run_hours", "phase_weeks"}
        assert all({"question", "points", "why"} == set(p) for p in column["contributions"])


def test_the_verdict_is_a_sentence() -> None:
    verdict = json.loads(sent("D12"))["verdict"]
    assert verdict["kind"] == "no_genai"
    assert verdict["sentence"].endswith(".")
    assert verdict["because"]


def test_a_stopped_plan_has_no_numbers() -> None:
    document = read_document(load_bank(), STOPPED)
    sent_ = json.loads(to_bytes(estimate_document(assemble(document, draws=50))))
    assert sent_["verdict"]["kind"] == "stop"
    for field in (
        "duration_weeks", "effort_person_days", "cost_usd", "running_usd_per_month", "chance",
    ):  # fmt: skip
        assert sent_[field] is None


def test_the_same_answers_give_the_same_bytes_in_any_order() -> None:
    raw = case("D05").raw_answers
    backwards = dict(reversed(raw.items()))
    first, second = (
        assemble(read_document(load_bank(), {"title": "x", "answers": given}), draws=100)
        for given in (raw, backwards)
    )
    assert to_bytes(estimate_document(first)) == to_bytes(estimate_document(second))


def test_a_plan_document_imports_again_without_loss() -> None:
    document = case("D01").document
    plan = assemble(document, draws=50, detail=False)
    exported = json.loads(to_bytes(plan_document(document, plan, {"S03": 2})))
    again = read_document(load_bank(), exported)
    assert again == document
    assert write_document(again) == write_document(document)
    assert exported["versions"] == {"S03": 2}
    assert exported["estimate"]["verdict"]["kind"] == "build"


def test_a_figure_is_never_a_nan() -> None:
    assert figure(float("nan")) is None
    assert figure(float("inf")) is None
    assert figure(None) is None
    assert figure(1234567.891) == 1234570.0
    assert figure(0.0) == 0
    assert figure(3) == 3


def test_duties_carry_the_tier_of_the_ai_act_and_say_what_binds_already() -> None:
    talks = {"answers": {"S02": ["hold_conversation"], "S06": "general_public", "S13": ["eu"]}}
    plan = assemble(read_document(load_bank(), talks), draws=100, detail=False)
    read = json.loads(to_bytes(estimate_document(plan)))
    assert read["ai_act_tier"] == "transparency"
    duties = {duty["id"]: duty for duty in read["duties"]}
    assert duties["say-it-is-ai"]["tier"] == "transparency"
    assert duties["say-it-is-ai"]["applies_from"] == "2026-08-02"
    assert duties["legal-basis"]["tier"] is None
    actions = {action["id"]: action for action in read["actions"]}
    assert actions["duty-say-it-is-ai"]["at_once"] is True
