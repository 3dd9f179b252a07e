"""Writes a drawing as SVG: by one template, for the page and the printed document alike."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.charts.letters import DISPLAY_FROM, TRACKING
from app.charts.marks import HEX, Drawing, Ink, Mark
from app.charts.printable import one_line


# A picture has hundreds of lengths and a handful of paints, and the next one mostly the same.
@lru_cache(maxsize=8192)
def px(length: float) -> str:
    """A length as SVG writes it: a tenth of a pixel is finer than any screen shows."""
    return f"{round(length, 1):g}"


def kind(mark: Mark) -> str:
    return type(mark).__name__


@lru_cache(maxsize=512)
def paint(fill: Ink | None, edge: Ink | None, thickness: float) -> Markup:
    """Fill and stroke as attributes for the document, and as classes that a page overrides."""
    classes = [f"fill-{fill}"] if fill else []
    classes += [f"edge-{edge}"] if edge else []
    parts = [f'class="{" ".join(classes)}"', f'fill="{HEX[Ink(fill)] if fill else "none"}"']
    if edge:
        parts += [f'stroke="{HEX[Ink(edge)]}"', f'stroke-width="{px(thickness)}"']
    return Markup(" " + " ".join(parts))  # only our own names and numbers stand in it


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(px=px, kind=kind, line=one_line)
_environment.globals.update(
    paint=paint, Markup=Markup, display_from=DISPLAY_FROM, tracking=TRACKING
)


def svg(drawing: Drawing, key: str) -> Markup:
    """The drawing as an `<svg>` element; `key` makes its ids unique on the page."""
    template = _environment.get_template("chart.svg.jinja")
    return Markup(template.render(chart=drawing, key=key))
