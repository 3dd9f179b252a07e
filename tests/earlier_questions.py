"""A plan of the example as it would stand had it been made with earlier questions."""

from __future__ import annotations

import json

from app.lifecycle.bank import load_bank
from app.lifecycle.upgrade import write_outline
from app.store.database import Database


def make_older(database: Database, plan_id: str) -> None:
    """Moves the plan to a bank that asked a question that is gone, one in other words, one option
    more, and did not ask E03 yet."""
    outline = json.loads(write_outline(load_bank()))
    del outline["E03"]
    outline["Z99"] = {"asks": "Which colour?", "options": {"red": "Red"}}
    outline["S06"]["asks"] = "Who reads it?"
    outline["S03"]["options"]["dozens"] = "Dozens of tasks"
    with database.connection(writing=True) as connection:
        run = connection.exec_driver_sql
        run(
            "INSERT INTO bank VALUES ('older', ?, '2026-01-01') ON CONFLICT DO NOTHING",
            (json.dumps(outline),),
        )
        run("UPDATE plan SET bank_version = 'older' WHERE id = ?", (plan_id,))
        run(
            "UPDATE answer SET value = '\"dozens\"' WHERE question = 'S03' AND plan_id = ?",
            (plan_id,),
        )
        run(
            "INSERT INTO answer (plan_id, question, version, state, value, note, evidence, owner,"
            " said_at) SELECT plan_id, 'Z99', 1, 'answered', '\"red\"', '', '', '', said_at"
            " FROM answer WHERE plan_id = ? LIMIT 1",
            (plan_id,),
        )
