"""Whether it pays: the sentence a sponsor reads, what it rests on, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.blocks import Aside, Block, Facts, Heading, Items, Text
from app.export.figures import Json, figure
from app.language.message import Message, Quantity, Unit, message, usd
from app.language.reader import Reader
from app.plan.net_value import NetValue


def whether_it_pays(value: NetValue) -> Iterator[Block]:
    yield Heading(message("Whether it pays"))
    if value.missing:
        yield Text(message("Nobody can say yet. These questions have to be answered first:"))
        yield Items(value.missing)
        return
    yield Text(_sentence(value))
    facts = tuple(_facts(value))
    if facts:
        yield Facts(facts)
    if value.derivation:
        yield Aside(
            message("How this was worked out"), (Items((value.derivation,)),), id="how-net-value"
        )


def _sentence(value: NetValue) -> Message:
    planned, committed = value.by_plan or 0.0, value.by_commitment or 0.0
    months = Quantity(value.months, Unit.MONTHS)
    if value.if_all_caught is not None:
        return _with_reviewers(value, planned, value.if_all_caught)
    if planned < 0:
        return message(
            "Over {months} from launch it costs {loss} more than it brings, by the plan. {change}",
            months=months,
            loss=usd(-planned),
            change=_what_would_change_it(value),
        )
    if committed < 0:
        return message(
            "Over {months} from launch it brings {gain} more than it costs by the plan, but costs "
            "{loss} more than it brings by the commitment: it pays only if little goes wrong.",
            months=months,
            gain=usd(planned),
            loss=usd(-committed),
        )
    return message(
        "Over {months} from launch it brings {gain} more than it costs by the plan, and {least} "
        "more by the commitment.",
        months=months,
        gain=usd(planned),
        least=usd(committed),
    )


def _with_reviewers(value: NetValue, none: float, everything: float) -> Message:
    """People see each output before it counts, so what a wrong one costs lies in their hands."""
    months = Quantity(value.months, Unit.MONTHS)
    if none >= 0:
        return message(
            "Over {months} from launch it brings {least} more than it costs by the plan if the "
            "people who check catch no wrong output, and {most} more if they catch them all.",
            months=months,
            least=usd(none),
            most=usd(everything),
        )
    if everything < 0:
        return message(
            "Over {months} from launch it costs {loss} more than it brings by the plan, even if "
            "the people who check catch every wrong output. More requests or more right outputs "
            "would change that.",
            months=months,
            loss=usd(-everything),
        )
    return message(
        "Over {months} from launch it costs {loss} more than it brings by the plan if the people "
        "who check catch no wrong output, and brings {most} more than it costs if they catch them "
        "all. It pays once they catch {share} of them.",
        months=months,
        loss=usd(-none),
        most=usd(everything),
        share=Quantity(value.to_catch or 0.0, Unit.PERCENT),
    )


def _what_would_change_it(value: NetValue) -> Message:
    if (value.a_month or 0.0) < 0:
        return message(
            "Each further request adds to the loss: only more right outputs, or people who take "
            "the cases in doubt, would change that."
        )
    if value.earned_back_months is None:
        return message(
            "Running it costs more than it brings: more requests or more right outputs would "
            "change that, and a cheaper way to run it."
        )
    return message("A longer period, more requests or more right outputs would change that.")


def _facts(value: NetValue) -> Iterator[tuple[Message, Message]]:
    if value.if_all_caught is not None:
        return
    brought = value.a_month or 0.0
    yield message("It brings a month"), _a_month(brought)
    yield message("Building it is earned back"), _earned_back(value.earned_back_months)


def _earned_back(months: float | None) -> Message:
    if months is None:
        return message("never, as long as these figures hold")
    if months < 1:
        return message("within the first month after launch")
    return message("{months} after launch", months=Quantity(months, Unit.MONTHS))


def _a_month(brought: float) -> Message:
    if brought >= 0:
        return message("{sum}, before what it costs to run", sum=usd(brought))
    return message(
        "nothing: wrong outputs cost {sum} more than right ones bring", sum=usd(-brought)
    )


def net_value_json(value: NetValue | None, reader: Reader) -> Json | None:
    if value is None:
        return None
    return {
        "months": value.months,
        "brings_per_month": figure(value.a_month),
        "by_plan": figure(value.by_plan),
        "by_commitment": figure(value.by_commitment),
        "earned_back_months": figure(value.earned_back_months),
        "by_plan_if_all_caught": figure(value.if_all_caught),
        "share_to_catch": figure(value.to_catch),
        "missing": [reader.say(question) for question in value.missing],
    }
