"""What no HTML response of ours may have. Each test that asks for a page asks this of it too."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from lxml import html

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
SELF_CLOSING_SVG = {"path", "rect", "line", "circle", "polyline", "polygon", "use", "stop"}


class Balance(HTMLParser):
    """Complains of an end tag that closes nothing and of a start tag that stays open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        doubled = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        if doubled:
            self.faults.append(f"<{tag}> says {doubled} twice, line {self.getpos()[0]}")
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` opens and closes."""

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            last = self.open[-1] if self.open else ("nothing", 0)
            self.faults.append(f"</{tag}> on line {self.getpos()[0]} closes <{last[0]}> {last[1]}")


def balance_faults(text: str) -> list[str]:
    parser = Balance()
    parser.feed(text)
    parser.close()
    return parser.faults[:3] or [f"<{tag}> of line {line} stays open" for tag, line in parser.open]


def id_faults(tree: html.HtmlElement) -> list[str]:
    ids: Counter[str] = Counter(tree.xpath("//@id"))
    faults = [f"id {name!r} is used {count} times" for name, count in ids.items() if count > 1]
    return faults + reference_faults(tree, set(ids))


def reference_faults(tree: html.HtmlElement, ids: set[str]) -> list[str]:
    faults = []
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for value in tree.xpath(f"//@{attribute}"):
            faults += [f"{attribute} names no element: {n}" for n in value.split() if n not in ids]
    for value in tree.xpath("//@hx-target | //a/@href"):
        if value.startswith("#") and value[1:] not in ids:
            faults.append(f"{value} is not on the page")
    return faults


def form_faults(tree: html.HtmlElement) -> list[str]:
    faults = [
        f"a form lacks {name}"
        for form in tree.xpath("//form")
        for name in ("method", "action")
        if not form.get(name)
    ]
    faults += [
        f"a {link.text_content()!r} link has no href" for link in tree.xpath("//a[not(@href)]")
    ]
    for field in tree.xpath("//input | //select | //textarea"):
        if field.get("type") in {"hidden", "submit"}:
            continue
        labelled = field.get("aria-label") or field.get("aria-labelledby")
        wrapped = field.xpath("ancestor::label")
        pointed = field.get("id") and tree.xpath("//label[@for=$id]", id=field.get("id"))
        if not (labelled or wrapped or pointed):
            faults.append(f"field {field.get('name')!r} has no label")
    return faults


def inline_faults(tree: html.HtmlElement) -> list[str]:
    faults = [f"style= on <{node.getparent().tag}>" for node in tree.xpath("//@style")]
    faults += ["a <style> element" for _ in tree.xpath("//style")]
    faults += ["an inline script" for _ in tree.xpath("//script[not(@src)]")]
    for node in tree.iter():
        if isinstance(node.tag, str):
            faults += [f"{name}= on <{node.tag}>" for name in node.attrib if name.startswith("on")]
    return faults


def document_faults(tree: html.HtmlElement) -> list[str]:
    faults = []
    if len(tree.xpath("//h1")) != 1:
        faults.append(f"{len(tree.xpath('//h1'))} h1 elements")
    if not "".join(tree.xpath("//head/title/text()")).strip():
        faults.append("no title")
    if not tree.xpath("/html/@lang"):
        faults.append("no lang")
    if not tree.xpath("//main"):
        faults.append("no main")
    return faults


def page_faults(text: str, *, fragment: bool = False) -> list[str]:
    """All that is wrong with a page; empty when nothing is."""
    tree = html.fromstring(f"<div>{text}</div>" if fragment else text)
    faults = balance_faults(text) + form_faults(tree) + inline_faults(tree)
    if not fragment:
        faults += id_faults(tree) + document_faults(tree)
    if "{'" in text or "Message(" in text or "Quantity(" in text:
        faults.append("a value was shown instead of its words")
    return faults
