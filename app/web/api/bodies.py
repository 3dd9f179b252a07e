"""Reads what a program sends, and says everything that is wrong with it at once."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, ValidationError

from app.language.message import Message, message, verbatim
from app.web.api.complaints import Complaint, Refused
from app.web.cleaning import clean_json

# Deeper than any document of ours, and far from what a parser can be made to choke on.
DEEPEST = 24
LONGEST_FIGURE = 60  # digits
# How files begin that programs pack: ZIP (so also .xlsx), gzip, PDF.
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"%PDF")

Read = TypeVar("Read", bound=BaseModel)


async def raw_body(request: Request) -> bytes:
    return await request.body()


# Handlers parse after they have checked the key, so that a stranger learns nothing.
RawBody = Annotated[bytes, Depends(raw_body)]


def figure(sent: object) -> object:
    """A figure is a JSON number: no text that looks like one, and no true or false."""
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        raise ValueError("Send a number")
    return sent


def count(sent: object) -> object:
    """A whole number; 8.0 counts as 8."""
    number = figure(sent)
    if isinstance(number, float) and number.is_integer():
        return int(number)
    if not isinstance(number, int):
        raise ValueError("Send a whole number")
    return number


class NotJson(ValueError):
    """A body that is not the JSON it should be; `says` what to send instead."""

    def __init__(self, says: Message) -> None:
        super().__init__(says.text)
        self.says = says


def read_json(body: bytes) -> object:
    """The body as JSON with its texts cleaned; Refused when it is none."""
    try:
        parsed: object = json.loads(
            body,
            object_pairs_hook=each_once,
            parse_float=finite,
            parse_int=whole,
            parse_constant=no_number,
        )
        if deeper_than(DEEPEST, parsed):
            raise RecursionError
        return clean_json(parsed)
    except NotJson as refusal:
        raise Refused([Complaint(refusal.says)]) from None
    except RecursionError:
        raise Refused([Complaint(message("Nest lists and objects less deeply"))]) from None
    except ValueError as fault:
        raise Refused([Complaint(why_no_json(body, fault))]) from None


def why_no_json(body: bytes, fault: ValueError) -> Message:
    """What somebody most likely sent instead, and what to send."""
    if not body.strip():
        return message("There is nothing in it: send a JSON document")
    if body.startswith(PACKED):
        return message(
            "This is an archive or a workbook, and nothing here opens one: send the JSON document"
        )
    if isinstance(fault, json.JSONDecodeError):
        return where_it_ends(fault)
    return message("Send a body that is JSON, in UTF-8")


def where_it_ends(fault: json.JSONDecodeError) -> Message:
    if not fault.doc.lstrip().startswith(("{", "[")):
        return message("Send a body that is JSON, in UTF-8")
    # A text that goes on to the end, or half a word such as "tru".
    cut_off = fault.msg.startswith("Unterminated") or len(fault.doc) - fault.pos < len("false")
    if cut_off:
        last = fault.doc.count("\n") + 1
        return message("It breaks off in line {line}: send all of the document", line=last)
    return message(
        "It is no JSON from line {line}, column {column} on: send a JSON document in UTF-8",
        line=fault.lineno,
        column=fault.colno,
    )


def each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose names are each said once: of two answers to a question none is dropped."""
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise NotJson(message("Say “{name}” once: it stands there twice", name=twice[:40]))
    return found


def finite(digits: str) -> float:
    if math.isinf(float(digits)):
        raise NotJson(
            message("Send smaller figures: {digits} is beyond counting", digits=digits[:20])
        )
    return float(digits)


def whole(digits: str) -> int:
    if len(digits) > LONGEST_FIGURE:
        raise NotJson(
            message("Send smaller figures: {digits}… is beyond counting", digits=digits[:20])
        )
    return int(digits)


def no_number(name: str) -> float:
    raise NotJson(message("{name} is no figure; leave the field out or send null", name=name))


def deeper_than(levels: int, value: object) -> bool:
    match value:
        case dict():
            return levels == 0 or any(deeper_than(levels - 1, item) for item in value.values())
        case list():
            return levels == 0 or any(deeper_than(levels - 1, item) for item in value)
        case _:
            return False


def read(kind: type[Read], body: bytes) -> Read:
    """The body as one of our request values; Refused with every complaint."""
    raw = read_json(body)
    if not isinstance(raw, dict):
        raise Refused([Complaint(message("Send an object"))])
    try:
        return kind.model_validate(raw)
    except ValidationError as faults:
        raise Refused([complaint_of(fault) for fault in faults.errors()]) from None


def complaint_of(fault: object) -> Complaint:
    assert isinstance(fault, dict)
    field = ".".join(str(part) for part in fault["loc"])
    says = SAYS.get(fault["type"])
    if says is None:
        return Complaint(verbatim(str(fault["msg"])), field=field)
    return Complaint(says(fault.get("ctx", {})), field=field)


Limits = Mapping[str, object]

# What to do about each kind of fault, with the limit that it names.
SAYS: Mapping[str, Callable[[Limits], Message]] = {
    "missing": lambda _: message("This field is needed"),
    "extra_forbidden": lambda _: message("There is no such field"),
    "greater_than": lambda at: message("Send a figure above {least}", least=written(at["gt"])),
    "greater_than_equal": lambda at: message(
        "Send a figure of at least {least}", least=written(at["ge"])
    ),
    "less_than": lambda at: message("Send a figure below {most}", most=written(at["lt"])),
    "less_than_equal": lambda at: message(
        "Send a figure of at most {most}", most=written(at["le"])
    ),
    "too_long": lambda at: message("Send at most {most} of them", most=written(at["max_length"])),
    "string_too_long": lambda at: message(
        "Send at most {most} characters", most=written(at["max_length"])
    ),
    "string_too_short": lambda _: message("This field must not be empty"),
    "string_type": lambda _: message("Send a text"),
    "list_type": lambda _: message("Send a list"),
    "dict_type": lambda _: message("Send an object"),
    "model_type": lambda _: message("Send an object"),
    "bool_type": lambda _: message("Send true or false"),
    "bool_parsing": lambda _: message("Send true or false"),
    "int_parsing": lambda _: message("Send a whole number"),
    "float_type": lambda _: message("Send a number"),
    "float_parsing": lambda _: message("Send a number"),
    "literal_error": lambda at: message("Choose one of: {options}", options=listed(at["expected"])),
    "enum": lambda at: message("Choose one of: {options}", options=listed(at["expected"])),
    "value_error": lambda at: verbatim(str(at["error"])),
}


def listed(options: object) -> str:
    """view, comment, edit: without the quotes and the last “or” of Pydantic's list."""
    return str(options).replace("'", "").replace(" or ", ", ")


def written(limit: object) -> str:
    """A limit as a program sends it: 0, 20000, 1e+24."""
    assert isinstance(limit, int | float)
    return f"{limit:.10g}"
