"""Answers that cannot both hold: named beside each other, with the one that the plan believes."""

from __future__ import annotations

from dataclasses import dataclass

from app.advice.finding import Contradiction
from app.language.message import Message, message
from app.lifecycle.answers import Answers
from app.lifecycle.condition import Condition, read_condition


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions whose answers clash when both conditions hold."""

    one: str
    other: str
    when: Condition
    says: Message
    believed: str


def _pair(one: str, other: str, when: str, believed: str, says: Message) -> Pair:
    return Pair(one, other, read_condition(when), says, believed)


PAIRS: tuple[Pair, ...] = (
    _pair("S07", "S09", "S07 any {harm_to_people} and S09 any {nobody}", "S07", message(
        "A wrong output may harm people, and nobody checks. The plan believes the harm and asks "
        "for a review.")),
    _pair("M01", "M10", "M01 any {own_hardware, air_gapped, on_device} and "
          "M10 any {public_app, bought_product}", "M01", message(
        "Data may not leave your machines, but a public or bought application would take it out. "
        "The plan believes the limit on the data.")),
    _pair("I06", "M05", "I06 any {under_100} and M05 any {under_300ms}", "I06", message(
        "Fewer than 100 requests a day rarely need an answer within 300 ms. The plan believes the "
        "volume; say why the speed is needed, or relax it.")),
    _pair("M01", "M10", "M01 any {on_device} and M10 any {own_trained_model}", "M01", message(
        "A model that runs on the user's device is small, and training one from nothing is the "
        "largest project there is. The plan believes the device.")),
    _pair("M09", "A01", "M09 any {measured} and A01 any {not_tested}", "M09", message(
        "Results were measured, yet what goes wrong is given as not tested. The plan believes the "
        "measurement; look at its failures and name their kinds.")),
    _pair("S16", "S02", "S16 any {fully_structured} and S02 any {draft, hold_conversation}", "S16",
          message(
        "Written rules fix the whole result, and yet new text is to be written. The plan believes "
        "the rules; if wording is free, say that rules fix it only partly.")),
    _pair("A02", "M11", "A02 any {none} and M11 any {fine_tuning}", "A02", message(
        "Fine-tuning was asked for and there are no examples to tune on. The plan believes the "
        "examples.")),
    _pair("S17", "A01", "S17 any {no_figures} and A01 any {wrong_numbers}", "A01", message(
        "No figures matter, yet wrong figures are among what goes wrong. The plan believes the "
        "failures.")),
    _pair("S12", "S15", "S12 any {none} and S15 any {health, children}", "S15", message(
        "No sensitive area is involved, yet health data or data of children goes in. The plan "
        "believes the data.")),
    _pair("S06", "I01", "S06 any {only_software} and I01 any {chat_web_mobile, voice, team_chat}",
          "I01", message(
        "Only software sees the output, yet people meet it in a chat. The plan believes the chat; "
        "correct who sees the output.")),
    _pair("S02", "I03", "S02 any {act_in_systems} and I03 any {nothing}", "I03", message(
        "It is to act in other systems and may change nothing. The plan believes the limit: it "
        "reads or drafts until somebody allows more.")),
    _pair("A05", "S09", "A05 any {none} and S09 any {expert_every_time}", "A05", message(
        "An expert checks every output, and no expert has an hour a week. The plan believes the "
        "hours; somebody must find the expert.")),
    _pair("A08", "A08a", "A08 any {every_claim} and A08a any {must_answer}", "A08", message(
        "Every claim needs evidence and the system may never say that it does not know. The plan "
        "believes the evidence: without a source there is no honest answer.")),
    _pair("M07", "A01", "M07 any {none} and A01 any {wrong_facts}", "A01", message(
        "It needs no knowledge of yours, yet facts go wrong. The plan believes the failures; ask "
        "again what it must know.")),
    _pair("I09", "A13", "I09 any {nothing} and A13 any {monthly}", "I09", message(
        "It changes every month and nothing may be logged, so nobody can see what a change did. "
        "The plan believes the limit and tests on its own set only.")),
)  # fmt: skip


def contradictions(answers: Answers) -> tuple[Contradiction, ...]:
    """The pairs that clash among the answers that somebody really gave."""
    return tuple(
        Contradiction((pair.one, pair.other), pair.says, pair.believed)
        for pair in PAIRS
        if answers.known(pair.one) and answers.known(pair.other) and pair.when.holds(answers)
    )
