"""What was settled beside the answers: read with every fault, and written as it was read."""

from __future__ import annotations

from datetime import date

import pytest

from app.language.reader import ENGLISH
from app.lifecycle.acceptable import UnacceptableAnswers, UnacceptableFields
from app.lifecycle.bank import load_bank
from app.lifecycle.document import read_document, write_document
from app.lifecycle.settled import (
    NOTHING_SETTLED,
    Decided,
    Noted,
    Settled,
    read_settled,
    write_settled,
)

DAY = date(2027, 1, 11)
SETTLED = Settled(
    (Decided(("Bought", "In house"), "Half a year earlier.", "Anna Berg", DAY),),
    (Noted("find-S03", done_on=DAY, done_by="Kim"), Noted("step-owner", "Kim", DAY)),
)


def test_what_is_written_reads_the_same() -> None:
    written = write_settled(SETTLED)
    assert read_settled(written) == SETTLED
    assert written["actions"] == {
        "find-S03": {"done_on": "2027-01-11", "done_by": "Kim"},
        "step-owner": {"owner": "Kim", "by": "2027-01-11"},
    }


def test_a_document_holds_it_only_where_there_is_something_to_say() -> None:
    document = read_document(load_bank(), {"answers": {}})
    assert document.settled == NOTHING_SETTLED
    assert not {"decisions", "actions"} & set(write_document(document))
    written = write_document(document.with_settled(SETTLED))
    assert read_document(load_bank(), written).settled == SETTLED


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        ({"decisions": 7}, {"decisions": "Give a list"}),
        ({"decisions": [{}]}, {"decisions.1.instead_of": "list of titles",
                               "decisions.1.on": "date such as"}),
        ({"decisions": [{"instead_of": [], "on": "2027-01-11"}]},
         {"decisions.1.instead_of": "at least one title"}),
        ({"decisions": [{"instead_of": ["x" * 301], "on": "soon", "why": 3}]},
         {"decisions.1.instead_of": "Shorten this", "decisions.1.on": "date such as",
          "decisions.1.why": "as a text"}),
        ({"actions": []}, {"actions": "as an object"}),
        ({"actions": {"a": 1, "b": {"by": "soon", "owner": []}}},
         {"actions.a": "as an object", "actions.b.by": "date", "actions.b.owner": "as a text"}),
        ({"actions": {str(number): {} for number in range(201)}},
         {"actions": "at most 200 rows"}),
    ],
)  # fmt: skip
def test_every_fault_is_told(raw: dict[str, object], faults: dict[str, str]) -> None:
    with pytest.raises(UnacceptableFields) as refused:
        read_settled(raw)
    told = {name: ENGLISH.say(says) for name, says in refused.value.complaints.items()}
    assert set(told) == set(faults)
    assert all(part in told[name] for name, part in faults.items())
    with pytest.raises(UnacceptableAnswers):
        read_document(load_bank(), {"answers": {}, **raw})
