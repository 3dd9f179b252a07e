"""Comments: said, answered, resolved and opened again, by the plan's owner and by visitors."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from fastapi import FastAPI
from lxml import html
from pypdf import PdfReader

from tests.browsing import Browser
from tests.web.sharing.new_links import shared


@pytest.fixture
def talk(person: Browser, plan: str) -> str:
    """The address of the comments behind a link that allows them."""
    return shared(person, plan, role="comment", label="Legal") + "/comments"


def said(page: str) -> list[str]:
    return [str(words) for words in html.fromstring(page).xpath("//p[@class='said__words']/text()")]


def test_a_visitor_and_the_owner_talk_beside_a_section(
    person: Browser, visitor: Browser, plan: str, talk: str
) -> None:
    comment = {"about": "work", "name": "Priya", "words": "Is the holiday season in this?"}
    arrived = visitor.post(talk, data=comment)
    assert arrived.url.path == talk
    assert said(arrived.text) == ["Is the holiday season in this?"]
    seen = person.get(f"{plan}/comments")
    assert "by the link “Legal”" in seen.text
    (thread,) = html.fromstring(seen.text).xpath("//input[@name='answers_to']/@value")
    answer = {"about": "work", "name": "Ann", "words": "It is.", "answers_to": thread}
    person.post(f"{plan}/comments", data=answer)
    after = visitor.get(f"{talk}?about=work")
    assert said(after.text) == ["Is the holiday season in this?", "It is."]
    assert "runs this plan" in after.text
    assert "Legal" not in after.text


def test_a_question_can_be_commented_on_where_the_plan_shows_its_answer(
    visitor: Browser, talk: str
) -> None:
    arrived = visitor.post(talk, data={"about": "M07", "name": "Priya", "words": "Sure?"})
    assert said(arrived.text) == ["Sure?"]


def test_a_name_is_typed_once(visitor: Browser, talk: str) -> None:
    arrived = visitor.post(talk, data={"about": "work", "name": "Zoë 雪", "words": "Hello"})
    assert html.fromstring(arrived.text).get_element_by_id("name").get("value") == "Zoë 雪"


@pytest.mark.parametrize("cookie", ["UHJpeWE=", "UHJpeWE=.forged", "~~~", "é"])
def test_a_name_that_nobody_signed_is_not_believed(
    visitor: Browser, talk: str, cookie: str
) -> None:
    page = visitor.get(talk, headers=[(b"Cookie", f"name={cookie}".encode())])
    assert html.fromstring(page.text).get_element_by_id("name").get("value") == ""


def test_a_resolved_thread_stays_readable_and_can_be_opened_again(
    person: Browser, visitor: Browser, plan: str, talk: str
) -> None:
    visitor.post(talk, data={"about": "work", "name": "Priya", "words": "Late?"})
    page = html.fromstring(person.get(f"{plan}/comments").text)
    (resolve,) = page.xpath("//form[contains(@action, 'resolution')]/@action")
    resolved = person.post(resolve)
    assert "0 open threads, 1 resolved" in resolved.text
    assert said(resolved.text) == ["Late?"]
    (reopen,) = html.fromstring(visitor.get(talk).text).xpath(
        "//form[contains(@action, 'reopening')]/@action"
    )
    assert "1 open thread, 0 resolved" in visitor.post(reopen).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": "Hello"}, "Say who you are"),
        ({"name": "Priya"}, "Write the comment first"),
        ({"name": "Priya", "words": "x" * 5000}, "Shorten this"),
        ({"name": "x" * 200, "words": "Hello"}, "Shorten this"),
    ],
)
def test_a_comment_that_cannot_be_kept_says_why_and_keeps_the_words(
    visitor: Browser, talk: str, fields: dict[str, str], says: str
) -> None:
    refused = visitor.post(talk, data={"about": "work", **fields})
    assert refused.status_code == 422
    assert says in refused.text
    if "words" in fields:
        field = html.fromstring(refused.text).get_element_by_id("words")
        assert field.text_content().strip() == fields["words"]
    assert "Nobody has said anything yet" in visitor.get(talk).text


def test_an_answer_without_words_is_refused_where_it_was_typed(visitor: Browser, talk: str) -> None:
    arrived = visitor.post(talk, data={"about": "work", "name": "Priya", "words": "First"})
    (thread,) = html.fromstring(arrived.text).xpath("//input[@name='answers_to']/@value")
    refused = visitor.post(talk, data={"about": "work", "name": "P", "answers_to": thread})
    assert refused.status_code == 422
    tree = html.fromstring(refused.text)
    (form,) = tree.xpath("//details[@open]//form[.//*[@class='complaint']]")
    assert form.xpath(".//input[@name='answers_to']/@value") == [thread]
    assert len(tree.xpath("//*[@class='complaint']")) == 1


@pytest.mark.parametrize("about", ["nowhere", "", "X99", "<script>"])
def test_nothing_is_said_about_what_the_plan_does_not_show(
    visitor: Browser, talk: str, about: str
) -> None:
    fields = {"about": about, "name": "Priya", "words": "Hello"}
    assert visitor.post(talk, data=fields).status_code == 422


def test_comments_are_text_whatever_they_hold(visitor: Browser, talk: str) -> None:
    hostile = "<script>alert(1)</script>\n#eval[=1+1] {{ 7*7 }} \u202eevil"
    arrived = visitor.post(talk, data={"about": "work", "name": "<b>P</b>", "words": hostile})
    assert "<script>alert" not in arrived.text
    assert "<b>P</b>" not in arrived.text
    assert "alert(1)" in said(arrived.text)[0]


def test_a_link_that_hides_money_hides_what_is_said_about_it(
    person: Browser, app: FastAPI, plan: str
) -> None:
    say = f"{plan}/comments"
    person.post(say, data={"about": "money", "name": "Ann", "words": "Too dear for us"})
    person.post(say, data={"about": "E04", "name": "Ann", "words": "The board gave it"})
    person.post(say, data={"about": "work", "name": "Ann", "words": "Costs $250,000, or 90k euros"})
    blind = Browser(app)
    talk = shared(person, plan, role="comment", hide_money="1") + "/comments"
    page = blind.get(talk).text
    assert said(page) == ["Costs […], or […]"]
    assert 'value="money"' not in page
    assert 'value="E04"' not in page
    assert blind.get(f"{talk}?about=money").status_code == 404
    for number in ("1", "2"):
        assert blind.post(f"{talk}/{number}/resolution").status_code == 404
    assert len(said(person.get(say).text)) == 3


def test_a_link_that_only_shows_has_no_comments(
    person: Browser, visitor: Browser, plan: str
) -> None:
    address = shared(person, plan, role="view")
    assert visitor.get(f"{address}/comments").status_code == 404
    fields = {"about": "work", "name": "Priya", "words": "Hello"}
    assert visitor.post(f"{address}/comments", data=fields).status_code == 404
    assert not re.search("/comments", visitor.get(address).text)


def on_paper(document: bytes) -> str:
    pages = PdfReader(BytesIO(document)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_pdf_holds_the_open_comments_when_asked(
    person: Browser, visitor: Browser, plan: str, talk: str
) -> None:
    hostile = "#eval[1+1] $x$ \u202e emoji 🎉 <b>"
    for about, words in (("work", "Too late"), ("M07", hostile), ("risks", "Settled")):
        visitor.post(talk, data={"about": about, "name": "Priya", "words": words})
    visitor.post(f"{talk}/3/resolution")
    with_them = on_paper(person.get(f"{plan}/export/pdf?comments=true").content)
    assert "Too late" in with_them
    assert "#eval[1+1] $x$" in with_them
    assert "Priya, on “" in with_them
    assert "Settled" not in with_them
    assert "Too late" not in on_paper(person.get(f"{plan}/export/pdf").content)
    address = talk.removesuffix("/comments")
    assert "Too late" in on_paper(visitor.get(f"{address}/plan.pdf?comments=true").content)
    reader = shared(person, plan, role="view")
    assert "Too late" not in on_paper(visitor.get(f"{reader}/plan.pdf?comments=true").content)


def test_a_comment_on_what_a_summary_leaves_out_is_printed_at_its_end(
    person: Browser, plan: str
) -> None:
    comment = {"about": "compute", "name": "Ann", "words": "Ask for the newer machines"}
    person.post(f"{plan}/comments", data=comment)
    paper = on_paper(person.get(f"{plan}/export/pdf?comments=true&length=summary").content)
    assert "Ask for the newer machines Ann, on “Compute”" in paper


def test_plan_and_home_lead_to_the_comments(person: Browser, plan: str) -> None:
    person.post(f"{plan}/comments", data={"about": "work", "name": "Ann", "words": "Hello"})
    page = html.fromstring(person.get(f"{plan}/plan").text)
    (beside,) = page.xpath("//section[@id='work']//a[contains(@href, '/comments?about=work')]")
    assert beside.text_content() == "1 comment on Work and calendar"
    assert "Comments (1)" in page.text_content()
    assert (
        "1 open" in html.fromstring(person.get(plan).text).get_element_by_id("panel").text_content()
    )


def test_nobody_answers_in_a_thread_that_the_link_does_not_show(
    person: Browser, visitor: Browser, plan: str
) -> None:
    about_money = person.post(
        f"{plan}/comments", data={"about": "money", "name": "Ann", "words": "Too dear?"}
    )
    (thread,) = html.fromstring(about_money.text).xpath("//input[@name='answers_to']/@value")
    without_money = f"{shared(person, plan, role='comment', hide_money='on')}/comments"
    reply = {"about": "work", "name": "Priya", "words": "No", "answers_to": thread}
    assert visitor.post(without_money, data=reply).status_code == 404
    assert visitor.post(f"{without_money}/{thread}/resolution").status_code == 404
    assert said(person.get(f"{plan}/comments").text) == ["Too dear?"]
    with_money = f"{shared(person, plan, role='comment')}/comments"
    assert said(visitor.post(with_money, data=reply).text) == ["Too dear?", "No"]
