"""Puts messages into words, in the language and number format of one reader."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_currency, format_decimal
from babel.support import Translations

from app.language.message import Message, Quantity, Unit, Value, counted, message

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MANY = 100
CATALOGUES = Path(__file__).parent / "catalogues"

# The sentence of each unit; `{amount}` is written in the reader's number format.
WORDED: dict[Unit, Message] = {
    Unit.WEEKS: counted("{amount} week", "{amount} weeks", 1),
    Unit.MONTHS: counted("{amount} month", "{amount} months", 1),
    Unit.DAYS: counted("{amount} day", "{amount} days", 1),
    Unit.PERSON_DAYS: counted("{amount} person-day", "{amount} person-days", 1),
    Unit.HOURS: counted("{amount} hour", "{amount} hours", 1),
    Unit.MINUTES: counted("{amount} minute", "{amount} minutes", 1),
    Unit.MILLISECONDS: counted("{amount} ms", "{amount} ms", 1),
    Unit.TOKENS: counted("{amount} token", "{amount} tokens", 1),
    Unit.PAGES: counted("{amount} page", "{amount} pages", 1),
    Unit.PARAMETERS: counted("{amount} parameter", "{amount} parameters", 1),
    Unit.REQUESTS_PER_DAY: counted("{amount} request a day", "{amount} requests a day", 1),
    Unit.DEVICE_HOURS: counted("{amount} accelerator-hour", "{amount} accelerator-hours", 1),
    Unit.FLOPS: counted("{amount} FLOP", "{amount} FLOPs", 1),
    Unit.GIB: counted("{amount} GiB", "{amount} GiB", 1),
    Unit.KWH: counted("{amount} kWh", "{amount} kWh", 1),
    Unit.KG_CO2E: counted("{amount} kg CO2e", "{amount} kg CO2e", 1),
}


def rounded(amount: float, figures: int | None) -> float:
    """`amount` to so many significant figures; the one place where figures are rounded."""
    if figures is None or amount == 0 or not math.isfinite(amount):
        return amount
    return round(amount, figures - 1 - math.floor(math.log10(abs(amount))))


@dataclass(frozen=True)
class Reader:
    """One reader's language: says messages, writes figures and dates."""

    locale: Locale
    translations: NullTranslations

    @property
    def tag(self) -> str:
        """The language tag for `lang` attributes, such as "en-GB" or "pt-BR"."""
        return str(self.locale).replace("_", "-")

    def say(self, message: Message) -> str:
        if message.many is None or message.count is None:
            template = self.translations.gettext(message.text)
        else:
            # Catalogues know forms for whole numbers only; a fraction takes the form of many.
            whole = float(message.count).is_integer()
            count = int(message.count) if whole else MANY
            template = self.translations.ngettext(message.text, message.many, count)
        return template.format(**{name: self.word(value) for name, value in message.values})

    def word(self, value: Value) -> str:
        match value:
            case Message():
                return self.say(value)
            case Quantity():
                return self.quantity(value)
            case tuple():
                return format_list([self.say(item) for item in value], locale=self.locale)
            case date():
                return self.day(value)
            case bool() | str():
                return str(value)
            case _:
                return self.number(value)

    def number(self, amount: float, figures: int | None = None) -> str:
        # Six decimals are finer than any figure we hold and hide the noise of binary fractions.
        # Zero has no sign: a cache cannot tell −0 from 0.
        return decimal(self.locale, round(rounded(amount, figures), 6) + 0.0)

    def day(self, day: date) -> str:
        return format_date(day, format="long", locale=self.locale)

    def short_day(self, day: date) -> str:
        """A day where the year is known: "28 Jun"."""
        return format_skeleton("MMMd", day, locale=self.locale)

    def short_day_with_year(self, day: date) -> str:
        """A day for a narrow column: "28 Jun 2027"."""
        return format_skeleton("yMMMd", day, locale=self.locale)

    def month(self, day: date, *, with_year: bool = False) -> str:
        """The month of a day, short: "Jan", "Jan 2027"."""
        return format_skeleton("yMMM" if with_year else "MMM", day, locale=self.locale)

    def quantity(self, quantity: Quantity) -> str:
        amount = rounded(quantity.amount, quantity.figures)
        match quantity.unit:
            case Unit.COUNT:
                return self.large(amount)
            case Unit.USD:
                return self.money(amount)
            case Unit.SHARE:
                return self.say(message("{count} in 100", count=round(amount * 100)))
            case Unit.PERCENT:
                return f"{self.number(amount * 100, 3)} %"
            case Unit.POINTS:
                return self.say(message("{count} points", count=round(amount * 100)))
        worded = WORDED[quantity.unit]
        return self.say(replace(worded, values=(("amount", self.large(amount)),), count=amount))

    def large(self, amount: float) -> str:
        """A figure, shortened from a million on: "2.1M"."""
        if abs(amount) < 1e6:
            return self.number(amount)
        if abs(amount) >= 1e15:
            mantissa, _, power = f"{amount:.1e}".partition("e")
            raised = str(int(power)).translate(SUPERSCRIPT)
            return f"{self.number(float(mantissa))} × 10{raised}"
        return format_compact_decimal(amount, locale=self.locale, fraction_digits=2)

    def money(self, amount: float) -> str:
        """US dollars as a newspaper writes them: "$190k", "$1.2M"."""
        for size, suffix in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
            if abs(amount) >= size:
                return self.dollars(amount / size) + suffix
        if amount == round(amount):
            return self.dollars(amount)
        return self.dollars(amount, "¤#,##0.00" if abs(amount) >= 1 else "¤#,##0.0#####")

    def dollars(self, amount: float, pattern: str = "¤#,##0.##") -> str:
        return currency(self.locale, amount + 0.0, pattern)


# A picture writes the same figures at each of its widths, and the page after it mostly the same.
@lru_cache(maxsize=4096)
def decimal(locale: Locale, amount: float) -> str:
    written: str = format_decimal(amount, locale=locale, decimal_quantization=False)
    return written.replace("-", "−")


@lru_cache(maxsize=4096)
def currency(locale: Locale, amount: float, pattern: str) -> str:
    written: str = format_currency(
        amount, "USD", format=pattern, locale=locale, currency_digits=False
    )
    return written.replace("US$", "$").replace("-", "−")


@lru_cache
def reader(tag: str = "en-GB") -> Reader:
    """The reader of a language tag; English when there is no catalogue of that language."""
    locale = Locale.parse(tag.replace("-", "_"))
    return Reader(locale, Translations.load(CATALOGUES, [str(locale)], domain="scopewright"))


ENGLISH = reader()
