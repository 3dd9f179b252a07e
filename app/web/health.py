"""Whether this server can do its work: asked by containers and load balancers."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app.web.dependencies import CurrentStore

router = APIRouter()


@router.get("/healthz", name="health")
def tell_health(store: CurrentStore) -> PlainTextResponse:
    store.answers_queries()
    return PlainTextResponse("ok")
