"""How a person answers a question on the page, for every kind of question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playwright.sync_api import Page, expect

from app.lifecycle.bank import load_bank
from app.lifecycle.questions import Question, QuestionType

BANK = load_bank()


def follow_ups(question: str) -> list[str]:
    return [q.id for q in BANK.questions.values() if q.parent == question]


def fill(page: Page, question_id: str, value: object) -> None:
    """Types or chooses one answer; the page is not sent yet."""
    question = BANK.questions[question_id]
    match question.type:
        case QuestionType.CHOICE | QuestionType.BAND:
            choose(page, question, [str(value)])
        case QuestionType.CHOICES:
            assert isinstance(value, Sequence)
            choose(page, question, [str(option) for option in value])
        case QuestionType.TABLE:
            assert isinstance(value, Sequence)
            for number, row in enumerate(value):
                fill_row(page, question, number, row)
        case _:
            page.locator(f"[name='{question_id}']").fill(str(value))


def choose(page: Page, question: Question, options: list[str]) -> None:
    for option in options:
        page.locator(f"input[name='{question.id}'][value='{option}']").check()


def fill_row(page: Page, question: Question, number: int, row: Mapping[str, object]) -> None:
    for column in question.columns:
        if column.id not in row:
            continue
        field = page.locator(f"[name='{question.id}-{number}-{column.id}']")
        if column.type is QuestionType.CHOICE:
            field.select_option(str(row[column.id]))
        else:
            field.fill(str(row[column.id]))


def answer(page: Page, question_id: str, given: Mapping[str, object]) -> None:
    """Answers the question on the page with its follow-ups, and goes on."""
    for name in (question_id, *follow_ups(question_id)):
        if name in given:
            fill(page, name, given[name])
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_be_visible()
