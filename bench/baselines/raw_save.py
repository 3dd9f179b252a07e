"""FastAPI with one raw sqlite3 upsert: the ceiling of saving an answer at synchronous=FULL."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Form

app = FastAPI()
lock = threading.Lock()
database = sqlite3.connect(
    Path(os.environ["BENCH_DATA"]) / "raw.db", isolation_level=None, check_same_thread=False
)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute(
    "CREATE TABLE IF NOT EXISTS answer (plan, question, value, PRIMARY KEY (plan, question))"
)

UPSERT = (
    "INSERT INTO answer VALUES (?, ?, ?) "
    "ON CONFLICT (plan, question) DO UPDATE SET value = excluded.value"
)


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.post("/plans/{plan}/answers/{question}")
def save(plan: str, question: str, value: Annotated[str, Form()] = "") -> dict[str, str]:
    with lock:
        database.execute("BEGIN IMMEDIATE")
        database.execute(UPSERT, (plan, question, value))
        database.execute("COMMIT")
    return {"question": question}
