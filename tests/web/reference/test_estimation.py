"""How we estimate: ranges, public data, the model's checks as they are now, and the limits."""

from __future__ import annotations

import pytest
from lxml import html

from app.compute.back_test import levels
from app.compute.published_runs import published_runs
from app.compute.utilisation import defaults
from app.estimate.checks import checks
from app.estimate.priors import load_priors
from app.web.reference.estimation import TESTED
from tests.browsing import Browser


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
