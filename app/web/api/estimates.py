"""POST /estimates: what follows from an answers document. Nothing is stored."""

from __future__ import annotations

import json

from fastapi import APIRouter, Response

from app.export.document import estimate_document
from app.lifecycle.actuals_document import write_actuals
from app.lifecycle.bank import load_bank
from app.web.api.answers_documents import read_answers_document
from app.web.api.bodies import RawBody
from app.web.api.described import AnswersDocument, answers_with, takes
from app.web.api.described_results import Estimate
from app.web.api.json_response import Json
from app.web.current_plan import plan_by

# What makes this estimate is the digest of the answers, not versions of kept ones.
NO_VERSIONS: frozenset[tuple[str, int]] = frozenset()

router = APIRouter(prefix="/estimates")


@router.post("", openapi_extra=takes(AnswersDocument), responses=answers_with(200, Estimate, 422))
def make_estimate(body: RawBody) -> Response:
    """The same body gives the same bytes, except for `version`."""
    document = read_answers_document(load_bank(), body)
    key = (
        document.answers.digest,
        NO_VERSIONS,
        frozenset({(json.dumps(write_actuals(document.actuals)), 1)}),
        document.title,
        document.kickoff,
        document.priced_at,
    )
    return Json(estimate_document(plan_by(key, lambda: document, detail=True)))
