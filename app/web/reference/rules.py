"""All rules with their sources and how far each can be trusted, each at an address of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.advice.catalogue import load_catalogue, load_sections
from app.advice.finding import Rule
from app.advice.vocabulary import Conflict, Tag, load_conflicts, tags_by_rule
from app.language.message import Message
from app.language.reader import Reader
from app.web.rendering import Page, reader_of, render, see_other

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: Message
    rules: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    template: ClassVar[str] = "rules/rules.html"

    wanted: str  # the words searched for, as they were typed
    chapters: tuple[Chapter, ...]
    advised: Mapping[str, tuple[Tag, ...]]  # what each rule gives reason for
    found: int
    all: int
    conflicts: tuple[Conflict, ...]  # only beside the whole list


@router.get("/rules", name="show_rules")
def show_rules(request: Request, q: str = "") -> Response:
    wanted, speaks = q.strip()[:80], reader_of(request)
    found = [rule for rule in load_catalogue().values() if mentions(rule, wanted, speaks)]
    page = RulesPage(
        wanted=wanted,
        chapters=chapters(found),
        advised=tags_by_rule(),
        found=len(found),
        all=len(load_catalogue()),
        conflicts=() if wanted else load_conflicts(),
    )
    return render(request, page, fragment="rules")


@router.get("/rules/{rule_id}", name="show_rule")
def show_rule(request: Request, rule_id: str) -> Response:
    """A rule's own address leads to its place in the list."""
    if rule_id not in load_catalogue():
        raise HTTPException(404)
    return see_other(request, "show_rules", f"#{rule_id}")


def chapters(rules: list[Rule]) -> tuple[Chapter, ...]:
    """The rules by chapter, in the catalogue's order; a chapter without any is left out."""
    all_chapters = (
        Chapter(id, title, tuple(rule for rule in rules if rule.section == id))
        for id, title in load_sections().items()
    )
    return tuple(chapter for chapter in all_chapters if chapter.rules)


def mentions(rule: Rule, wanted: str, speaks: Reader) -> bool:
    """Whether every word that was typed stands somewhere in the rule."""
    tags = tags_by_rule().get(rule.id, ())
    said = [rule.says, rule.numbers, rule.applies_when, *(tag.name for tag in tags)]
    text = " ".join(
        [
            rule.id,
            *(speaks.say(words) for words in said if words),
            *(source.title for source in rule.sources),
            *(tag.id for tag in tags),
        ]
    ).casefold()
    return all(word in text for word in wanted.casefold().split())
