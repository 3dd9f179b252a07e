"""What each release is held against by tests that take too long, or too much data, for a page."""

from __future__ import annotations

from app.language.message import Message, message

# The levels of the compute model, over tables too large to ship with the product.
TESTED: tuple[tuple[str, Message], ...] = (
    ("A4", message("74 published tuning runs: 9 of 10 within a factor of two")),
    ("A5", message("216 configurations that ran: none is said not to fit")),
    ("A6", message("47 measured steps on one card: tensors within 5 %, or 10 % with eager scores")),
    ("A7", message("The same 47: what the process takes lies in the band in 9 of 10")),
    ("A8", message("13 recipes of tuning: memory within 30 %, 11 of them within 20 %")),
    ("A9", message("Key-value caches, states and closed forms: exact")),
    ("A10", message("Published verdicts on what fits: never the opposite")),
    ("A11", message("Megatron and MT-NLG: days within 3 %, seconds within 5 %")),
    ("A13", message("55 measured serving throughputs: the median within 15 %")),
    ("A14", message("46 measured decoding speeds: 9 of 10 within 30 %")),
    ("A15", message("Sizes of compressed models: within 1 %, early formats 8 %")),
    ("A16", message("Each warning fires when it should, and just does not when it should not")),
    ("A17", message("Each trap of pricing requests, at the pinned version of the prices")),
    ("A19", message("No part of it asks the network")),
    ("A20", message("One full estimate in less than 50 ms, by the bench")),
)

# The checks of the estimator that the page does not compute itself, by their numbers.
TESTED_MODEL: tuple[tuple[str, Message], ...] = (
    ("1", message("Ranges that somebody types: 10⁻⁵ of worked cases; no range is refused")),
    ("8", message("An open answer set to its worst never lowers cost, time or risk, in any run")),
    (
        "9",
        message("Each answer narrows the range on average, within 0.01 of ln(P90/P10)"),
    ),
    ("10", message("The ladder of missing answers rises step by step, within 0.03 of the data")),
    ("13", message("Tasks that never set the date have bars under 1 % of P80, in a plan of 25")),
    ("15", message("Harder levels never shorten or cheapen a run; more people never lengthen it")),
    ("18", message("The standard error of P80 over 100 seeds: at most 0.7 %, 1.2 % and 1.9 %")),
    (
        "19",
        message("A what-if takes less than half the time of a full run, by the bench"),
    ),
    ("20", message("The same answers give the same bytes, in any order")),
    ("21", message("Two equal scenarios differ by exactly nothing")),
    ("23", message("Ranges learnt from five and more outcomes hold 70 to 88 %, on task data")),
    ("24", message("Each warning about a history fires when it should, and just does not")),
    ("26", message("33,000 comparisons at three minutes, a fifth of them twice: 1,980 hours")),
    ("27", message("A prohibited use has no figure; every number has a source and a grade")),
)
