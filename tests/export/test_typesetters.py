"""What a typesetter leaves behind while it waits for the next document."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from app.export.outline import Showing
from app.export.paper import paper
from app.export.typesetters import Typesetters
from app.language.reader import ENGLISH
from tests.export.plans import plan

MADE = json.dumps(paper(plan(), ENGLISH, Showing()), ensure_ascii=False)


@pytest.mark.parametrize(("data", "begins"), [(MADE, b"%PDF"), ('{"secret": 1}', b"")])
def test_no_words_of_a_document_stay_where_it_was_made(data: str, begins: bytes) -> None:
    with closing(Typesetters()) as typesetters, typesetters.one() as typesetter:
        document, _ = typesetter.typeset(data, 0)
        kept = {path.name for path in Path(typesetter.folder.name).iterdir()}
    assert document[:4] == begins
    assert kept == {"document.typ"}
