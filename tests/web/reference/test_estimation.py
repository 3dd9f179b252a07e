"""How we estimate: ranges, public data, the model's checks as they are now, and the limits."""

from __future__ import annotations

import pytest
from lxml import html

from app.compute.back_test import levels
from app.compute.published_runs import published_runs
from app.compute.rent import rent_table
from app.compute.utilisation import defaults
from app.estimate.checks import checks
from app.estimate.priors import load_priors
from app.estimate.rates import FixedSum, LabelKind, Role, load_rates
from app.language.reader import ENGLISH
from app.web.reference.tested import TESTED, TESTED_MODEL
from tests.browsing import Browser
from tests.estimate.test_acceptance import CHECKS


@pytest.fixture
def page(person: Browser) -> html.HtmlElement:
    return html.fromstring(person.get("/how-we-estimate").text)


def words(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def test_the_page_shows_public_data_and_checks_that_hold(page: html.HtmlElement) -> None:
    assert "Kitchenham et al." in words(page)
    held = page.xpath("//td[normalize-space()='yes']")
    assert len(held) == len(checks()) + len(levels())
    assert not page.xpath("//td[normalize-space()='no']")
    assert f"{len(held)} of {len(held)} checks hold now" in words(page)


def test_every_figure_of_the_model_stands_there_with_its_source(page: html.HtmlElement) -> None:
    text, priors = words(page), load_priors()
    sources = [figure.source for figure in priors.figures.values()]
    sources += [factor.source for factor in priors.factors.values()]
    sources += [risk.source for risk in priors.risks.values()]
    sources += [usual.source for usual in defaults().values()]
    for source in sources:
        assert " ".join(source.split()) in text


def test_every_published_run_stands_there_with_its_source(page: html.HtmlElement) -> None:
    text = words(page)
    for run in published_runs():
        assert run.model in text
        assert " ".join(run.source.split()) in text


def test_every_level_of_the_back_test_is_named(page: html.HtmlElement) -> None:
    """A1 to A20 are computed there or named as tested."""
    shown = {level.id for level in levels()} | {id for id, _ in TESTED}
    assert shown >= {f"A{number}" for number in range(1, 21)}
    for id in shown:
        assert page.xpath(f"//*[normalize-space()='{id}']")


def test_the_contents_lead_to_every_section(page: html.HtmlElement) -> None:
    leads = page.xpath("//ul[contains(@class, 'contents')]//a/@href")
    heads = page.xpath("//section/div/h2/@id")
    assert [lead.removeprefix("#") for lead in leads] == heads


def test_every_sum_rate_and_wait_stands_there_with_its_range_and_source(
    page: html.HtmlElement,
) -> None:
    """All of money.toml, waits.toml and prices.toml: a table that leaves one out is found."""
    rows = {
        " ".join(row.xpath("string(th)").split()): [cell.text_content() for cell in row.xpath("td")]
        for row in page.xpath("//section[@aria-labelledby='money']//tbody/tr")
    }
    rates = load_rates()
    sourced: list[FixedSum | Role | LabelKind] = [
        *rates.fixed.values(),
        *rates.roles.values(),
        *rates.kinds.values(),
    ]
    for each in sourced:
        assert rows[ENGLISH.say(each.title)][2] == each.source
    assert rows["Outside testers who try to break it"][0] == "8,000–20,000–60,000"
    assert rows["A chip of your own"] == [
        "0.5–1–2", "years of its list rent", rates.owning.source, "planning default",
    ]  # fmt: skip
    assert rows["Labelled by two people"][:2] == ["0.2", "of the items"]
    assert set(rent_table().rents) <= set(rows)
    found = {row[2] for row in rows.values()}
    groups = (rates.labelling, rates.building, rates.running, load_priors().rework)
    assert {group.source for group in groups} <= found
    assert all(row[3].strip() for row in rows.values())


def test_every_task_says_who_works_on_it_and_how_far_the_factors_reach(
    page: html.HtmlElement,
) -> None:
    table = page.xpath("//div[@aria-label='Tasks and roles, table']//tbody/tr")
    assert len(table) == len(load_priors().tasks)
    (rag,) = [row for row in table if "retriev" in row.xpath("string(th)").lower()][:1]
    assert [cell.text_content() for cell in rag.xpath("td")[:5]] == [
        "1.6", "0.8", "0.4", "0.8", "30 %",
    ]  # fmt: skip


# The checks that the page computes itself, by the numbers of the acceptance list.
COMPUTED = {
    "2": "kind_A", "3": "shared_factor", "4": "correlation", "5": "joint", "6": "blank",
    "7": "silence", "11": "sum", "12": "off_the_path", "14": "nothing_in_common", "16": "rounds",
    "17": "gate", "22": "no_history", "25": "half_done",
}  # fmt: skip


def test_every_check_of_the_model_is_computed_there_or_named_as_tested(
    page: html.HtmlElement,
) -> None:
    assert set(COMPUTED.values()) <= {check.id for check in checks()}
    named = {id for id, _ in TESTED_MODEL}
    assert not named & COMPUTED.keys()
    assert named | COMPUTED.keys() == {check.id for check in CHECKS}
    shown = {term.text for term in page.xpath("//section[@aria-labelledby='checks']//dt")}
    assert shown == named
