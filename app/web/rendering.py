"""Turns a page value into HTML, in the language of whoever asked. Templates see nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from babel import Locale
from babel.core import UnknownLocaleError, negotiate_locale
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.applications import Starlette

from app.language.message import Message, Quantity
from app.language.reader import CATALOGUES, Reader, reader
from app.web.assets import asset_url

TEMPLATES = Path(__file__).parents[2] / "templates"

PARTIAL = "HX-Request-Type"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the head of every page of one plan."""

    plan_id: str
    title: str
    here: str  # "questions", "plan" or "share": the place that is not a link
    token: str | None = None  # of the share link it is read through


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that a template may use, as the frozen fields of one value."""

    template: ClassVar[str]
    masthead: Masthead | None = None


def render(
    request: Request, page: Page, *, fragment: str | tuple[str, ...] = (), status: int = 200
) -> HTMLResponse:
    """The page; for htmx, when it asks for a part, the blocks named in `fragment`.

    The first block goes where the request points to, each further one to the id it is named for.
    """
    language = reader_of(request)
    template = environment(language.tag).get_template(page.template)
    values = {"page": page, "url_for": paths(request.app)}
    if fragment and wants_part(request):
        names = (fragment,) if isinstance(fragment, str) else fragment
        text = "".join(parts(template, names, values))
    else:
        text = template.render(values)
    return HTMLResponse(text, status, {"Vary": f"{PARTIAL}, Accept-Language"})


def wants_part(request: Request) -> bool:
    """Whether htmx asks, and shows the answer in the page that is there."""
    return request.headers.get(PARTIAL) == "partial"


def parts(
    template: Template, names: tuple[str, ...], values: Mapping[str, object]
) -> Iterator[str]:
    first, *others = names
    yield block(template, first, values)
    for name in others:
        yield f'<hx-partial hx-target="#{name}" hx-swap="outerHTML">'
        yield block(template, name, values)
        yield "</hx-partial>"


def see_other(
    request: Request, name: str, /, query: str = "", **values: object
) -> RedirectResponse:
    """303 to a named page: how a write that succeeded answers."""
    return RedirectResponse(paths(request.app)(name, **values) + query, 303)


def block(template: Template, name: str, values: Mapping[str, object]) -> str:
    """One block of a template, as it stands within the whole page."""
    # Left to itself Jinja looks the globals up one by one, which takes longer than most blocks.
    context = template.new_context({**template.environment.globals, **values}, shared=True)
    return "".join(template.blocks[name](context))


@lru_cache(maxsize=16)
def paths(app: Starlette) -> Callable[..., str]:
    """url_for: the path of a named page, its values quoted."""

    def url_for(name: str, /, **values: object) -> str:
        return path(app, name, tuple(values.items()))

    return url_for


# A page has some forty addresses, and most of them stood on the page before it too.
@lru_cache(maxsize=4096)
def path(app: Starlette, name: str, values: tuple[tuple[str, object], ...]) -> str:
    quoted = {key: quote(str(value), safe="") for key, value in values}
    return path_format(app, name, tuple(quoted)).format(**quoted)


@lru_cache(maxsize=1024)
def path_format(app: Starlette, name: str, keys: tuple[str, ...]) -> str:
    """ "/plans/{plan_id}": looking a route up among all costs more than filling in its path."""
    path = str(app.url_path_for(name, **{key: f"~{key}~" for key in keys}))
    for key in keys:
        path = path.replace(f"~{key}~", f"{{{key}}}")
    return path


def reader_of(request: Request) -> Reader:
    return reader(language_tag(request.headers.get("Accept-Language", "")))


@lru_cache(maxsize=256)
def language_tag(accepted: str) -> str:
    """The first language of the header that we can write; British English when there is none."""
    wanted = [part.split(";")[0].strip().replace("-", "_") for part in accepted.split(",")[:8]]
    for tag in wanted:
        if tag.partition("_")[0] == "en" and is_locale(tag):
            return tag if "_" in tag else "en_GB"
        found = negotiate_locale([tag], catalogues()) if tag else None
        if found:
            return found
    return "en_GB"


def is_locale(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag))
    except (UnknownLocaleError, ValueError):
        return False


@lru_cache(maxsize=1)
def catalogues() -> list[str]:
    return [path.name for path in sorted(CATALOGUES.glob("*")) if path.is_dir()]


@lru_cache(maxsize=32)
def environment(tag: str) -> Environment:
    """The templates in one language. What is compiled once stays compiled."""
    language = reader(tag)
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals["_"] = saying(language)
    made.filters["say"] = say_in(language)
    made.filters["quantity"] = lambda quantity: language.quantity(quantity)
    made.filters["day"] = language.day
    made.filters["number"] = language.number
    made.globals.update(lang=language.tag, asset=asset_url, kept=keeping(made))
    return made


def saying(language: Reader) -> Callable[..., Markup]:
    """`_` for one language: what is said without values is put into words once."""
    fixed = lru_cache(maxsize=4096)(lambda text: Markup(language.translations.gettext(text) % {}))

    def say(text: str, **values: object) -> Markup:
        if not values:
            return fixed(text)
        return Markup(language.translations.gettext(text)) % values

    return say


def say_in(language: Reader) -> Callable[[Message | Quantity], str]:
    """`say` for one language; what the question bank says is put into words once."""
    words = lru_cache(maxsize=8192)(language.say)

    def say(value: Message | Quantity) -> str:
        return words(value) if isinstance(value, Message) else language.quantity(value)

    return say


def keeping(made: Environment) -> Callable[..., str]:
    """`kept("ui/ruler.html", "ruler", page.ruler)`: what a macro makes of values, made once.

    Values are frozen, so what is the same looks the same. Small ones are the same when they are
    equal; large ones when they are one object, because comparing them takes as long as showing
    them.
    """

    @lru_cache(maxsize=2048)
    def kept(template: str, macro: str, *values: Hashable) -> str:
        shown: str = getattr(made.get_template(template).module, macro)(*values)
        return shown

    return kept


def picture(svg: str) -> Markup:
    """A chart that the charts room drew: it is markup of ours, with its values escaped there."""
    return Markup(svg)
