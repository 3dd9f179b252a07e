"""Where the model runs (deploy.*): as far as the data may travel, and no further."""

from __future__ import annotations

from app.advice.figures import requests_a_day
from app.advice.finding import Finding
from app.advice.situation import HOSTED, requests
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import own_weights
from app.language.message import Quantity, Unit, message
from app.lifecycle.answers import Answers


def run_on_the_device(answers: Answers) -> Finding | None:
    if not answers.any("M01", "on_device"):
        return None
    return do(
        "deploy.on_device",
        "R-29",
        ("M01", "M01a"),
        title=message("Run it on the user’s device"),
        why=message("You said that the text must stay on the device; then no network is needed."),
        how=message(
            "Plan for download size, updates, battery and heat, and for devices too weak to run it."
        ),
    )


def run_on_own_hardware(answers: Answers) -> Finding | None:
    if not answers.any("M01", "own_hardware", "air_gapped"):
        return None
    devices = answers.number("M01b")
    why = message("The data may not leave your own hardware.")
    if devices is not None:
        why = message(
            "The data may not leave your own hardware; {devices} accelerators are named for it.",
            devices=Quantity(devices, Unit.COUNT, None),
        )
    return do(
        "deploy.on_prem",
        "R-26 R-27",
        ("M01", "M01b"),
        title=message("Run it on your own hardware"),
        why=why,
        how=message(
            "Size memory from weights, cache and peak users; name who is called when it stands "
            "still; plan who carries new weights and fixes in, how they are checked, and test that "
            "nothing needs a network to start."
        )
        if answers.any("M01", "air_gapped")
        else message(
            "Size memory from weights, cache and peak users; name who is called when it stands "
            "still; plan how new weights and fixes get in."
        ),
    )


def run_in_the_own_account(answers: Answers) -> Finding | None:
    if not answers.any("M01", "own_cloud"):
        return None
    return do(
        "deploy.private_cloud",
        "R-26 R-64",
        ("M01",),
        title=message("Run it in your own cloud account"),
        why=message("The data may not leave an account that you control."),
        how=message(
            "Ask your provider for models hosted inside your tenant before you rent accelerators; "
            "keep network, keys and logs under your own policies."
        ),
    )


def run_at_the_vendor(answers: Answers) -> Finding | None:
    if not answers.any("M01", *HOSTED) or own_weights(answers):
        return None
    return do(
        "deploy.api",
        "R-10 R-64 R-20",
        ("M01", "S15", "S13"),
        title=message("Run it at the vendor, under contract"),
        why=message(
            "A hosted model is allowed. Nothing has to be operated, and you pay for what you use."
        ),
        how=message(
            "Sign the data-processing terms first: no training on your data, the region that you "
            "named, for logs, support and failover too, a retention time, sub-processors, notice "
            "before a model is withdrawn."
        )
        if answers.any("M01", "fixed_region")
        else message(
            "Sign the data-processing terms first: no training on your data, a region, a retention "
            "time, sub-processors, notice before a model is withdrawn."
        ),
    )


def run_own_weights_in_a_rented_place(answers: Answers) -> Finding | None:
    if not answers.any("M01", *HOSTED) or not own_weights(answers):
        return None
    return do(
        "deploy.private_cloud",
        "R-26",
        ("M01", "M06", "M10", "S02"),
        title=message("Serve your own weights from your cloud account"),
        why=message(
            "The model is yours, and the data may go to a cloud; a small model needs little there."
        ),
        how=message("Begin with one instance behind a queue; add more from measured peaks."),
    )


def no_machines_of_your_own_yet(answers: Answers) -> Finding | None:
    busy = requests(answers) >= 10_000
    if not answers.any("M01", *HOSTED) or own_weights(answers) or not busy:
        return None
    return later(
        "deploy.private_cloud",
        "R-26 R-20",
        ("M01", "I06", "I06a"),
        title=message("No machines of your own yet"),
        why=message(
            "At {requests} somebody would have to keep accelerators running around the clock.",
            requests=requests_a_day(answers),
        ),
        how=message("Compare the vendor’s bill with rented machines every half year."),
        when=message("if steady volume makes your own machines cheaper, or the data rules change"),
    )


def send_nothing_outside(answers: Answers) -> Finding | None:
    if answers.any("M01", *HOSTED):
        return None
    return avoid(
        "deploy.api",
        "R-64 R-26",
        ("M01", "S15"),
        title=message("Sending data to an outside API"),
        why=message("The data may not travel that far, in tests and logs as little as in use."),
        how=message("Block the route in the network as well, so that nobody has to remember it."),
        when=message("if security approves a hosted model under contract"),
    )


RULES = (
    run_on_the_device,
    run_on_own_hardware,
    run_in_the_own_account,
    run_at_the_vendor,
    run_own_weights_in_a_rented_place,
    no_machines_of_your_own_yet,
    send_nothing_outside,
)
