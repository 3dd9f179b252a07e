"""Answers documents as programs send them."""

from __future__ import annotations

from app.language.message import message
from app.lifecycle.acceptable import Unacceptable, UnacceptableAnswers
from app.lifecycle.answers import Answer
from app.lifecycle.bank import Bank
from app.lifecycle.document import AnswersDocument, read_answer, read_document
from app.lifecycle.questions import Question
from app.web.api.bodies import read_json
from app.web.api.complaints import Complaint, Refused


def read_answers_document(bank: Bank, body: bytes) -> AnswersDocument:
    """The document in a body; Refused with every complaint."""
    raw = read_json(body)
    try:
        return read_document(bank, raw)
    except UnacceptableAnswers as refusal:
        raise Refused(
            [
                Complaint(complaint.says, question=complaint.question, field=complaint.field)
                for complaint in refusal.complaints
            ]
        ) from None


def asked(bank: Bank, question: str) -> Question:
    try:
        return bank.questions[question]
    except KeyError:
        says = message("There is no question with this id")
        raise Refused([Complaint(says, question=question[:40])]) from None


def read_one_answer(question: Question, body: bytes) -> Answer:
    """One answer in the form used inside an answers document."""
    try:
        return read_answer(question, read_json(body))
    except Unacceptable as refusal:
        raise Refused([Complaint(refusal.says, question=question.id)]) from None
