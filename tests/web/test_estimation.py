"""How we estimate: ranges, public data, and the model's checks as they are now."""

from __future__ import annotations

from tests.browsing import Browser


def test_the_page_shows_public_data_and_checks_that_hold(person: Browser) -> None:
    page = person.get("/how-we-estimate").text
    assert "Kitchenham et al." in page
    assert "What must hold of the model" in page
    assert "<td>yes</td>" in page
    assert "<td>no</td>" not in page
