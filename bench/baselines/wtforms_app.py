"""The question step on Flask with WTForms, answers in SQLite: what many would write."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Optional

from bench.baselines.steps import CHOICES, SIDE, STEPS


class StepForm(FlaskForm):
    choice = RadioField("Choose one", choices=CHOICES, validators=[InputRequired()])
    note = StringField("Note", validators=[Optional()])


kept = threading.local()


def connect() -> sqlite3.Connection:
    """This thread's connection; it is opened once."""
    if not hasattr(kept, "database"):
        kept.database = sqlite3.connect(Path(os.environ["BENCH_DATA"]) / "wtforms.db")
        kept.database.execute("CREATE TABLE IF NOT EXISTS answer (step PRIMARY KEY, choice, note)")
    database: sqlite3.Connection = kept.database
    return database


def create() -> Flask:
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "bench"

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.route("/steps/<step>", methods=["GET", "POST"])
    def show(step: str) -> str | Response:
        with connect() as database:
            row = database.execute(
                "SELECT choice, note FROM answer WHERE step = ?", (step,)
            ).fetchone()
            form = StepForm(data={"choice": row[0], "note": row[1]} if row else None)
            if form.validate_on_submit():
                values = (step, form.choice.data, form.note.data)
                database.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", values)
                return redirect("/steps/S02")
        return render_template("wtforms_step.html", step=step, steps=STEPS, side=SIDE, form=form)

    return app


app = create()
