"""The estimate's part of the documents: numbers, tasks, machines, what moves the range."""

from __future__ import annotations

from app.estimate.estimate import AnswerWorth, Cost, Estimate, Gate, PhaseEstimate, Swing, Task
from app.estimate.machines import Serving, Training
from app.export.figures import Json, band_json, figure, range_json
from app.language.reader import Reader

# The fields that are null as a whole when a plan must stop.
NUMBERS = (
    "duration_weeks",
    "effort_person_days",
    "cost_usd",
    "running_usd_per_month",
    "running_usd_ahead",
    "chance",
)


def numbers_json(estimate: Estimate | None) -> Json:
    if estimate is None:
        return dict.fromkeys(NUMBERS)
    chance = estimate.chance
    return {
        "duration_weeks": range_json(estimate.duration_weeks),
        "effort_person_days": range_json(estimate.effort_days),
        "cost_usd": _cost(estimate.cost),
        "running_usd_per_month": range_json(estimate.running.total),
        "running_usd_ahead": _ahead(estimate),
        "chance": {
            "by_deadline": figure(chance.by_deadline),
            "within_budget": figure(chance.within_budget),
            "both": figure(chance.both),
        },
    }


def _ahead(estimate: Estimate) -> Json:
    """What the contract leaves free: the volume grows, and the months counted add up."""
    running, serving = estimate.running, estimate.machines.serving
    growth = serving.in_a_year if serving else None
    return {
        "requests_per_day_in_a_year": figure(growth.requests_per_day) if growth else None,
        "per_month_in_a_year": range_json(running.in_a_year),
        "months": running.months,
        "all_months": range_json(running.all_months),
    }


def _cost(cost: Cost) -> Json:
    parts = {
        "people": range_json(cost.people),
        "labels": range_json(cost.labels),
        "compute": range_json(cost.compute),
        "fixed": range_json(cost.fixed),
    }
    return {**(range_json(cost.total) or {}), "parts": parts}


def phase_json(phase: PhaseEstimate, title: str, reader: Reader) -> Json:
    return {
        "id": phase.phase.value,
        "title": title,
        "duration_weeks": range_json(phase.duration_weeks),
        "effort_person_days": range_json(phase.effort_days),
        "tasks": [_task(task, reader) for task in phase.tasks],
    }


def _task(task: Task, reader: Reader) -> Json:
    return {
        "id": task.id,
        "title": reader.say(task.title),
        "role": reader.say(task.role),
        "effort_person_days": range_json(task.effort_days),
        "duration_weeks": range_json(task.duration_weeks),
        "wait_weeks": range_json(task.wait_weeks),
        "start_weeks": range_json(task.start_weeks),
        "finish_weeks": range_json(task.finish_weeks),
        "after": list(task.after),
        "why": reader.say(task.why),
    }


def compute_json(estimate: Estimate | None, reader: Reader) -> Json:
    """The training run that takes the most hours, all runs when there are several, serving."""
    if estimate is None:
        return {"training": None, "serving": None}
    machines = estimate.machines
    runs = [_training(run, reader) for run in machines.training]
    longest = max(range(len(runs)), key=lambda i: machines.training[i].hours.likely, default=None)
    return {
        "training": None if longest is None else runs[longest],
        "serving": machines.serving and _serving(machines.serving, reader),
        "training_runs": runs,
    }


def _training(run: Training, reader: Reader) -> Json:
    return {
        "method": run.method,
        "parameters": figure(run.parameters),
        "tokens": figure(run.tokens),
        "hardware": run.hardware,
        "devices": run.devices,
        "flops": figure(run.flops),
        "device_hours": band_json(run.hours),
        "days": band_json(run.days),
        "runs": band_json(run.runs),
        "cost_usd": band_json(run.usd),
        "memory_gb_per_device": band_json(run.memory_gib),
        "fits": run.fits,
        "energy_kwh": band_json(run.energy_kwh),
        "co2e_kg": band_json(run.co2e_kg),
        "derivation": reader.say(run.derivation),
        "warnings": [reader.say(warning) for warning in run.warnings],
    }


def _serving(serving: Serving, reader: Reader) -> Json:
    return {
        "where": serving.where,
        "model": serving.model,
        "requests_per_day": figure(serving.requests_per_day),
        "input_tokens": figure(serving.input_tokens),
        "output_tokens": figure(serving.output_tokens),
        "usd_per_request": figure(serving.usd_per_request),
        "usd_per_month": band_json(serving.usd_per_month),
        "memory_gb": band_json(serving.memory_gib),
        "devices": serving.devices,
        "concurrent_users": band_json(serving.concurrent_users),
        "latency_ms": band_json(serving.latency_ms),
        "fits": serving.fits,
        "break_even_requests_per_day": band_json(serving.break_even_requests_per_day),
        "priced_at": serving.priced_at,
        "derivation": reader.say(serving.derivation),
        "warnings": [reader.say(warning) for warning in serving.warnings],
    }


def gate_json(gate: Gate) -> Json:
    return {
        "weeks": range_json(gate.weeks),
        "cost_usd": range_json(gate.cost_usd),
        "expected_usd": figure(gate.expected_usd),
        "stop_chance": figure(gate.stop_chance),
    }


def worth_json(worth: AnswerWorth) -> Json:
    return {
        "question": worth.question,
        "narrows_weeks_p80": figure(worth.narrows_weeks_p80),
        "narrows_usd_p80": figure(worth.narrows_usd_p80),
    }


def swing_json(swing: Swing, reader: Reader) -> Json:
    return {
        "name": reader.say(swing.name),
        "kind": swing.kind,
        "swing_weeks": figure(swing.swing_weeks),
        "swing_usd": figure(swing.swing_usd),
    }
