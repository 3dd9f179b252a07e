"""Machines for programs: the shapes of the contract, and never a silent number."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

PRETRAINING: dict[str, object] = {
    "parameters": 7e9, "active_parameters": None, "tokens": 1e12, "hardware": "A100-80GB",
    "devices": 440, "context": 2048,
}  # fmt: skip
FINETUNING: dict[str, object] = {
    "parameters": 7e9, "tokens": 5e6, "epochs": 3, "method": "lora", "hardware": "A100-80GB",
    "devices": 8,
}  # fmt: skip
MEMORY: dict[str, object] = {
    "parameters": 6.738e9, "layers": 32, "hidden": 4096, "heads": 32, "kv_heads": 32,
    "head_dim": 128, "vocabulary": 32000, "method": "full", "bytes_per_weight": 2, "batch": 1,
    "context": 4096, "recompute": "none", "zero_stage": 0, "tensor_parallel": 1, "devices": 1,
    "hardware": "A100-80GB",
}  # fmt: skip
ASKED = {"pretraining": PRETRAINING, "finetuning": FINETUNING, "memory": MEMORY}

RUN = {"flops", "device_hours", "days", "cost_usd", "energy_kwh", "co2e_kg", "warnings"}
FIELDS = {
    "pretraining": RUN,
    "finetuning": RUN | {"memory_gb_per_device"},
    "memory": {
        "weights_gb", "gradients_gb", "optimizer_gb", "activations_gb", "logits_gb",
        "kv_cache_gb", "total_gb_per_device", "band_gb", "fits", "warnings",
    },
}  # fmt: skip


def ask(client: TestClient, what: str, **changes: object) -> dict[str, object]:
    response = client.post(f"/api/v1/compute/{what}", json={**ASKED[what], **changes})
    assert response.status_code == 200, response.text
    document: dict[str, object] = response.json()
    return document


@pytest.mark.parametrize("what", ASKED)
def test_the_answer_has_the_fields_of_the_contract(client: TestClient, what: str) -> None:
    assert set(ask(client, what)) >= FIELDS[what]


def test_a_band_has_three_figures_that_rise(client: TestClient) -> None:
    answer = ask(client, "pretraining")
    for name in ("device_hours", "days", "cost_usd", "energy_kwh", "co2e_kg"):
        band = answer[name]
        assert isinstance(band, dict)
        assert list(band) == ["p10", "p50", "p90"]
        assert band["p10"] < band["p50"] < band["p90"]


@pytest.mark.parametrize("method", ["full", "lora", "qlora", "dpo", "ppo"])
def test_every_method_of_tuning_is_worked_out(client: TestClient, method: str) -> None:
    assert ask(client, "finetuning", method=method)["memory_gb_per_device"]


@pytest.mark.parametrize("method", ["inference", "full", "lora", "qlora"])
def test_memory_adds_up(client: TestClient, method: str) -> None:
    answer = ask(client, "memory", method=method)
    parts = [
        answer[name] for name in FIELDS["memory"] if name.endswith("_gb") and name != "band_gb"
    ]
    total = answer["total_gb_per_device"]
    assert isinstance(total, float)
    if method == "inference":
        assert total > sum(float(str(part)) for part in parts)
    else:
        assert total == pytest.approx(sum(float(str(part)) for part in parts), rel=1e-4)
    assert answer["fits"] in {"yes", "no", "uncertain"}


def test_what_was_assumed_is_said(client: TestClient) -> None:
    answer = ask(client, "finetuning")
    assumed = answer["assumed"]
    assert isinstance(assumed, dict)
    assert (assumed["zero_stage"], assumed["lora_rank"], assumed["context"]) == (3, 16, 2048)


REFUSED: list[tuple[str, dict[str, object], set[str]]] = [
    ("pretraining", {"parameters": -1}, {"parameters"}),
    (
        "pretraining",
        {"parameters": 0, "tokens": "many", "devices": 1.5},
        {"parameters", "tokens", "devices"},
    ),
    ("pretraining", {"parameters": True}, {"parameters"}),
    ("pretraining", {"parameters": "7e9"}, {"parameters"}),
    ("pretraining", {"tokens": 10**30}, {"tokens"}),
    ("pretraining", {"tokens": 1e17}, {"tokens"}),
    ("pretraining", {"hardware": "abacus"}, {"hardware"}),
    ("pretraining", {"hardware": 7}, {"hardware"}),
    ("pretraining", {"hardware": "abacus", "tokens": -1}, {"hardware", "tokens"}),
    ("pretraining", {"active_parameters": 8e9}, {"active_parameters"}),
    ("pretraining", {"hours": 100}, {"hours"}),
    ("pretraining", {"colour": "red"}, {"colour"}),
    ("finetuning", {"method": "magic"}, {"method"}),
    ("finetuning", {"epochs": 0}, {"epochs"}),
    ("finetuning", {"optimizer": "sgd"}, {"optimizer"}),
    ("finetuning", {"lora_rank": 10**6}, {"lora_rank"}),
    ("finetuning", {"lora_targets": ["all"]}, {"lora_targets"}),
    ("memory", {"kv_heads": 5}, {"kv_heads"}),
    ("memory", {"zero_stage": 4}, {"zero_stage"}),
    ("memory", {"recompute": "some"}, {"recompute"}),
    ("memory", {"tensor_parallel": 3, "devices": 8}, {"tensor_parallel"}),
    ("memory", {"tensor_parallel": 3, "devices": 8, "method": "inference"}, {"tensor_parallel"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "fields"), REFUSED)
def test_what_cannot_be_is_refused_by_its_field(
    client: TestClient, what: str, changes: dict[str, object], fields: set[str]
) -> None:
    response = client.post(f"/api/v1/compute/{what}", json={**ASKED[what], **changes})
    assert response.status_code == 422, response.text
    assert {error["field"] for error in response.json()["errors"]} == fields


@pytest.mark.parametrize("what", ASKED)
def test_nothing_said_is_everything_missing(client: TestClient, what: str) -> None:
    response = client.post(f"/api/v1/compute/{what}", json={})
    assert response.status_code == 422
    assert {"parameters", "hardware"} <= {error["field"] for error in response.json()["errors"]}


def test_the_largest_figures_that_are_taken_break_nothing(client: TestClient) -> None:
    response = client.post(
        "/api/v1/compute/finetuning",
        json={**FINETUNING, "parameters": 1e24, "tokens": 1e15, "devices": 10**8, "context": 10**8},
    )
    assert response.status_code in {200, 422}


NAMED: list[tuple[str, dict[str, object], str]] = [
    ("pretraining", {"parameters": 0}, "above 0"),
    ("pretraining", {"tokens": -1}, "above 0"),
    ("pretraining", {"tokens": 1e17}, "not that much text"),
    ("pretraining", {"tokens": 10**30}, "at most 1e+24"),
    ("pretraining", {"devices": 10**9}, "at most 100000000"),
    ("pretraining", {"hardware": "A100-81GB"}, "A100"),
    ("pretraining", {"hardware": "H200-SXM5-80"}, "H200"),
    ("pretraining", {"hardware": ""}, "must not be empty"),
    ("memory", {"zero_stage": 4}, "at most 3"),
    ("memory", {"recompute": "some"}, "Choose one of: none, full"),
    ("finetuning", {"lora_targets": "q"}, "Send a list"),
    ("finetuning", {"framework": 7}, "Send a text"),
]


@pytest.mark.parametrize(("what", "changes", "says"), NAMED)
def test_bad_input_has_a_named_reason(
    client: TestClient, what: str, changes: dict[str, object], says: str
) -> None:
    """Never a silent number, and never a word of the machinery: what to send instead."""
    response = client.post(f"/api/v1/compute/{what}", json={**ASKED[what], **changes})
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    print(error["message"])
    assert says.lower() in error["message"].lower()
    assert not re.search(r"should (be|have)|pydantic|nan", error["message"], re.IGNORECASE)


def test_a_sparse_peak_and_a_run_beyond_the_peak_are_named(client: TestClient) -> None:
    """Dense against sparse: 624 of an A100 is warned of; more work than chips can do is refused."""
    sparse = ask(client, "pretraining", peak_tflops=624)
    assert "W07" in str(sparse["warnings"])
    beyond = {**ASKED["pretraining"], "tflops_per_device": 400}
    refused = client.post("/api/v1/compute/pretraining", json=beyond)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "tflops_per_device"
