"""How we shall know (eval.*): the test set first, then the measures that fit the jobs."""

from __future__ import annotations

from app.advice.figures import count, share_of, time_allowed
from app.advice.finding import Finding
from app.advice.situation import (
    acts,
    continues_pretraining,
    converses,
    exact_figures,
    fixed_by_rules,
    on_device,
    ranks_people,
    requests,
    retrieves,
    trains_from_scratch,
    tunes_adapters,
    tunes_preferences,
    whole_text_fits,
    writes_text,
)
from app.advice.stances import do, later
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def test_set_first(answers: Answers) -> Finding | None:
    if fixed_by_rules(answers):
        return None
    return do(
        "eval.task_set",
        "R-02 R-45 R-41",
        ("A04", "A04a", "A05", "M09", "S11a"),
        title=message("Build the test set first, from real cases"),
        why=_why_test_set(answers),
        how=message(
            "Begin with 20 to 50 real cases with expected answers, and add unanswerable, ambiguous "
            "and hostile ones. Grow it to 100 or 200 for development, keep a separate part that no "
            "prompt has ever seen, and refill it from failures in use."
        ),
    )


def _why_test_set(answers: Answers) -> Message:
    held = answers.number("A04a")
    bar = answers.number("S11a")
    if not held:
        return message(
            "There is no test set yet, so every choice would be decided by taste. It is the first "
            "thing to deliver, before any technique."
        )
    if bar is not None:
        return message(
            "You hold {held} cases and the launch bar is {bar}; whether they are enough depends on "
            "how close to the bar you land.",
            held=count(held),
            bar=share_of(bar),
        )
    return message(
        "You hold {held} cases. Freeze them, give them versions, and run them on every change.",
        held=count(held),
    )


def test_the_code(answers: Answers) -> Finding | None:
    code = answers.any("S02", "write_code")
    read = answers.any("S16", "fully_free_text") or (
        exact_figures(answers) and (answers.any("S02", "calculate"))
    )
    if not (fixed_by_rules(answers) or code or read):
        return None
    return do(
        "eval.unit_tests",
        "R-01 R-36" if not code else "R-40",
        ("S16", "S02", "S17"),
        title=message("Test the code automatically"),
        why=message(
            "Code can be proved right case by case; every branch of the rules deserves a test."
        )
        if not code
        else message("Generated code is right when its tests pass, not when it looks right."),
        how=message(
            "One test for each row, band and limit, with figures that the owner has signed; run "
            "them on every change."
        )
        if not code
        else message("Run each suggestion against the tests of its repository, in a sandbox."),
    )


def grade_by_people(answers: Answers) -> Finding | None:
    if not (writes_text(answers) or answers.any("S02", "media")):
        return None
    if answers.options("S02") <= {"translate"} and not answers.any("A05", "h3_8", "over_8"):
        hours = message("Your post-editors are the graders: measure their time and changes.")
    else:
        hours = message(
            "Write a rubric with three or four questions that can be answered by yes or no; have "
            "two people grade the same 50 outputs, and repair the rubric where they disagree."
        )
    return do(
        "eval.human",
        "R-40 R-44",
        ("S02", "A05", "A05a"),
        title=message("Let people grade a sample with a rubric"),
        why=message(
            "Whether written text is right and useful is a judgement, and only people who know the "
            "work can make it."
        ),
        how=hours,
    )


def calibrate_a_judge(answers: Answers) -> Finding | None:
    if not writes_text(answers) or answers.options("S02") <= {"translate", "rewrite"}:
        return None
    return do(
        "eval.llm_judge",
        "R-44",
        ("S02", "A05", "I06"),
        title=message("Let a model grade the bulk, once it agrees with people"),
        why=_why_judge(answers),
        how=message(
            "Calibrate it on 50 to 200 human grades; use another model family; swap the order of "
            "pairs and allow ties; never let it be the only signal for safety."
        ),
    )


def _why_judge(answers: Answers) -> Message:
    if answers.any("A05", "none", "h1_2"):
        return message(
            "Experts have an hour or two a week at best, far too little to grade every change. A "
            "calibrated judge agrees with people about as often as they agree with each other."
        )
    return message(
        "Every change of prompt or model has to be graded again; a calibrated judge does that "
        "overnight and leaves people the doubtful cases."
    )


def compare_blindly(answers: Answers) -> Finding | None:
    chat = converses(answers) and answers.any("S03", "open_ended")
    prefers = answers.any("A10", "under_1k", "from_1k", "over_10k")
    if not (chat or prefers or answers.any("S02", "draft")):
        return None
    return do(
        "eval.win_rate",
        "R-40 R-44",
        ("S02", "S03", "A10"),
        title=message("Compare two versions blindly, side by side"),
        why=message(
            "There is no single right answer here, but people can say which of two is better."
        ),
        how=message(
            "Same request, two versions, order at random, ties allowed, always on the same cases; "
            "about 470 pairs show a difference of five points."
        ),
    )


def measure_search_and_answer_apart(answers: Answers) -> Finding | None:
    if not (retrieves(answers) or whole_text_fits(answers)):
        return None
    if answers.options("S02") <= {"query_data", "write_code"}:
        return None
    return do(
        "eval.rag_metrics",
        "R-40",
        ("M07", "M07a", "A08"),
        title=message("Measure finding and answering apart"),
        why=message(
            "A wrong answer comes either from the wrong passage or from a misread one, and the "
            "cures differ."
        )
        if retrieves(answers)
        else message(
            "The text is all there, so what counts is whether each answer is faithful to it and "
            "relevant to the question."
        ),
        how=message(
            "Mark the right passages for each test question; report context recall and precision, "
            "faithfulness, relevance and correct refusals as separate figures."
        ),
    )


def count_errors_by_class(answers: Answers) -> Finding | None:
    if not answers.any("S02", "classify_route", "moderate"):
        return None
    return do(
        "eval.f1",
        "R-40 R-11",
        ("S02", "S08"),
        title=message("Report precision and recall for each class, and macro-F1"),
        why=message(
            "Classes are never equally frequent, so overall accuracy hides the rare ones where "
            "errors hurt."
        ),
        how=message(
            "Split by time, show the confusion matrix to the people who own the classes, and check "
            "that a confidence of 80 % is right 80 % of the time."
        ),
    )


def count_marked_spans(answers: Answers) -> Finding | None:
    if not answers.any("S02", "tag_entities"):
        return None
    return do(
        "eval.entity_f1",
        "R-40 R-11b",
        ("S02",),
        title=message("Score marked spans by entity-F1"),
        why=message("A name that is marked half is wrong for the program that uses it."),
        how=message("Count exact and overlapping spans apart, for each kind of entity."),
    )


def score_each_field(answers: Answers) -> Finding | None:
    if not (answers.any("S02", "extract_fields") or answers.any("S16", "fully_free_text")):
        return None
    return do(
        "eval.field_accuracy",
        "R-40 R-12b",
        ("S02", "S16", "S11a"),
        title=message("Score each field by itself, and the share that goes straight through"),
        why=message(
            "One figure over all fields hides that the amount is wrong and the letterhead right."
        ),
        how=message(
            "Accuracy per field and per source, weighted by what an error costs; and the share of "
            "documents with every key field right."
        ),
    )


def match_exactly(answers: Answers) -> Finding | None:
    if not exact_figures(answers) or answers.options("S02") <= {"query_data"}:
        return None
    if fixed_by_rules(answers):
        return None
    return do(
        "eval.exact_match",
        "R-40 R-36",
        ("S17", "S02"),
        title=message("Compare figures exactly"),
        why=message("A figure that is nearly right is wrong."),
        how=message("Normalise units and formats, then demand equality with the reference."),
    )


def score_translations(answers: Answers) -> Finding | None:
    if not answers.any("S02", "translate"):
        return None
    return do(
        "eval.comet",
        "R-40",
        ("S02", "S13a"),
        title=message("Score translations with COMET and with post-editing effort"),
        why=message(
            "Neural measures agree with translators better than counts of shared words, and time "
            "saved is what you pay for."
        ),
        how=message(
            "Keep 200 to 300 approved segments per language apart; report COMET, share of edited "
            "segments, editing time, and the share of right terms."
        ),
    )


def watch_bleu_only_for_slips(answers: Answers) -> Finding | None:
    if not answers.any("S02", "translate"):
        return None
    return later(
        "eval.bleu",
        "R-40",
        ("S02",),
        title=message("BLEU or chrF only to notice slips"),
        why=message("Counting shared words is cheap and misleading as a verdict."),
        how=message("Run it with every build beside COMET; look when it jumps."),
        when=message("as a regression check beside COMET, never alone"),
    )


def watch_rouge_only_for_changes(answers: Answers) -> Finding | None:
    if not answers.any("S02", "summarise"):
        return None
    return later(
        "eval.rouge",
        "R-40",
        ("S02",),
        title=message("ROUGE only as a change detector"),
        why=message("It rewards shared words and agrees poorly with people on truth."),
        how=message("Plot it per build; read summaries when it moves."),
        when=message("as a change detector beside the rubric, never alone"),
    )


def run_generated_code(answers: Answers) -> Finding | None:
    if not answers.any("S02", "write_code"):
        return None
    return do(
        "eval.pass_at_k",
        "R-40",
        ("S02",),
        title=message("Measure pass@k on your own repositories"),
        why=message("Code that passes its tests is the only evidence that counts."),
        how=message(
            "Cut functions that have tests out of your own code, let the model fill them in, and "
            "count how many pass at the first try and within five."
        ),
    )


def count_what_is_taken(answers: Answers) -> Finding | None:
    if not answers.any("S02", "write_code", "query_data"):
        return None
    return do(
        "eval.acceptance_rate",
        "R-40 R-37",
        ("S02", "M09a", "S11a"),
        title=message("Count the drafts that people take unchanged"),
        why=_why_acceptance(answers),
        how=message("Log shown, taken, edited and still there after ten minutes, by team."),
    )


def _why_acceptance(answers: Answers) -> Message:
    today, bar = answers.number("M09a"), answers.number("S11a")
    if today is not None and bar is not None:
        return message(
            "It is the figure that users feel: {today} today, {bar} wanted.",
            today=share_of(today),
            bar=share_of(bar),
        )
    return message("It is the figure that users feel, and it needs no grader.")


def repeat_every_case(answers: Answers) -> Finding | None:
    if not acts(answers):
        return None
    return do(
        "eval.pass_hat_k",
        "R-39 R-40",
        ("S02", "I03", "M09c"),
        title=message("Run each case several times, and count those that succeed every time"),
        why=_why_repeat(answers),
        how=message(
            "Thirty to fifty cases in a copy of your systems, each run eight times; judge the end "
            "state, not the path; report breaches of policy, cost and steps beside it."
        ),
    )


def _why_repeat(answers: Answers) -> Message:
    every_time = answers.number("M09c")
    if every_time is not None and answers.known("M09c"):
        return message(
            "{share} of your cases passed every time so far; users meet the others.",
            share=share_of(every_time),
        )
    return message(
        "What works once may fail when it is repeated. On a public benchmark a leading model "
        "solved 61 % of shop cases once and fewer than 25 % eight times in a row."
    )


def run_the_queries(answers: Answers) -> Finding | None:
    if not answers.any("S02", "query_data"):
        return None
    return do(
        "eval.exec_accuracy",
        "R-40 R-37",
        ("S02",),
        title=message("Run the queries and compare results"),
        why=message("Two different queries can be right, so compare what they return."),
        how=message(
            "Three hundred questions with the right result, on a frozen copy; report the choice of "
            "tables apart from the query."
        ),
    )


def time_the_slow_ones(answers: Answers) -> Finding | None:
    tight = answers.any("M05", "first_words_2s", "under_300ms")
    if not (tight or on_device(answers) or answers.any("I01", "voice")):
        return None
    return do(
        "eval.latency",
        "R-28 R-40",
        ("M05", "M05a", "M05b", "M01", "I01"),
        title=message("Measure the slowest 5 % on the real hardware"),
        why=message(
            "You allow {time}; an average would hide the requests that break it.",
            time=time_allowed(answers),
        )
        if not on_device(answers)
        else message(
            "Speed, memory and battery on the weakest device decide whether people keep using it."
        ),
        how=message(
            "Time to the first words and to the whole answer at p95, at peak load and with long "
            "inputs, on every release."
        ),
    )


def compare_in_use(answers: Answers) -> Finding | None:
    ranked = answers.any("S02", "rank_score") and not ranks_people(answers)
    sold = answers.any("S02", "draft") and requests(answers) >= 10_000
    busy = answers.any("S06", "paying_customers", "general_public") and (
        requests(answers) >= 100_000 and not answers.any("S02", "moderate")
    )
    if not (ranked or sold or busy) or fixed_by_rules(answers):
        return None
    return do(
        "eval.ab_test",
        "R-40",
        ("S02", "I06", "I06a", "S06"),
        title=message("Compare with today’s way in live use"),
        why=message(
            "At {requests} a day the effect on users can be measured within days.",
            requests=count(requests(answers)),
        ),
        how=message("Split users at random, fix the measure and the length in advance, and hold."),
    )


def measure_the_order(answers: Answers) -> Finding | None:
    if not answers.any("S02", "rank_score") or ranks_people(answers):
        return None
    return do(
        "eval.ndcg",
        "R-40 R-33",
        ("S02",),
        title=message("Measure the order with nDCG"),
        why=message("What stands on top counts most, and nDCG weighs it so."),
        how=message("Graded judgements for a few hundred queries, refreshed every quarter."),
    )


def compare_across_groups(answers: Answers) -> Finding | None:
    judged = ranks_people(answers) or answers.any(
        "S12", "hiring_work", "credit_insurance", "education_access", "law_justice",
        "border_police", "biometrics", "emotion_elsewhere",
    )  # fmt: skip
    posts = answers.any("S02", "moderate") and answers.any(
        "S06", "general_public", "paying_customers"
    )
    if not (judged or posts or answers.any("A11", "bias")):
        return None
    return do(
        "eval.fairness",
        "R-62 R-66",
        ("S12", "A11", "S02"),
        title=message("Compare results across groups"),
        why=message(
            "An average can hide that one group is treated worse, and here that would hurt people "
            "and break the law."
        ),
        how=message(
            "Agree with counsel on the groups and on the measure; report error rates and selection "
            "rates per group with their margins; repeat after every change."
        ),
    )


def ask_the_users(answers: Answers) -> Finding | None:
    if not (converses(answers) and answers.any("S06", "paying_customers", "general_public")):
        return None
    return do(
        "eval.csat",
        "R-40",
        ("S02", "S06"),
        title=message("Ask users, and count the cases that are really solved"),
        why=message("A conversation can be correct and still leave the person without help."),
        how=message("One question at the end, and whether the person comes back with the same."),
    )


def run_the_suites_of_the_field(answers: Answers) -> Finding | None:
    trained = continues_pretraining(answers) or trains_from_scratch(answers)
    if not (trained or answers.any("M08", "rare_notation", "unknown_language")):
        return None
    return do(
        "eval.domain_suite",
        "R-14 R-40",
        ("M08", "M10", "A04"),
        title=message("Run a suite of the field or language, yours and public ones"),
        why=message(
            "The case for training on raw text stands or falls with one suite, measured the same "
            "way before and after."
        )
        if trained
        else message(
            "Public scores say little about an unusual language; a suite in it shows which model "
            "copes."
        ),
        how=message(
            "Held-out loss in bits per byte, your task suite, and a public suite of the field; "
            "keep all of it out of every training text."
        ),
    )


def watch_what_it_could_do_before(answers: Answers) -> Finding | None:
    trained = continues_pretraining(answers) or trains_from_scratch(answers)
    broad = answers.any("S03", "open_ended") and tunes_adapters(answers)
    if not (trained or broad or tunes_preferences(answers)):
        return None
    return do(
        "eval.general_regression",
        "R-13 R-40",
        ("M08", "M10", "S03", "A02a"),
        title=message("Check that it has not lost what it could do before"),
        why=message("Training on one thing can cost another, and nobody looks there by chance."),
        how=message(
            "Run a fixed sample of general benchmarks before and after each stage; agree in "
            "advance on the loss that stops the run."
        ),
    )


def prove_the_rate_of_harm(answers: Answers) -> Finding | None:
    public = answers.any("S06", "general_public") and answers.any("S03", "open_ended")
    young = answers.any("S12", "children") or answers.any("S15", "children")
    grave = answers.any("S07", "harm_to_people") and writes_text(answers)
    rules = answers.any("S02", "moderate")
    if not (public or young or grave or rules or answers.any("A01", "unsafe")):
        return None
    return do(
        "eval.safety_suite",
        "R-43 R-18",
        ("S06", "S03", "S07", "S12", "S15", "A01"),
        title=message("Size the safety tests for the rate you claim"),
        why=message(
            "Zero failures in 100 cases prove little: to claim fewer than 1 in 100 takes 299 clean "
            "cases, and fewer than 1 in 200 takes 598."
        ),
        how=message(
            "Cases per kind of harm, written by people who know the field, harmless look-alikes "
            "among them so that over-refusal shows too; never used for prompts or training."
        ),
    )


RULES = (
    test_set_first,
    test_the_code,
    grade_by_people,
    calibrate_a_judge,
    compare_blindly,
    measure_search_and_answer_apart,
    count_errors_by_class,
    count_marked_spans,
    score_each_field,
    match_exactly,
    score_translations,
    watch_bleu_only_for_slips,
    watch_rouge_only_for_changes,
    run_generated_code,
    count_what_is_taken,
    repeat_every_case,
    run_the_queries,
    time_the_slow_ones,
    compare_in_use,
    measure_the_order,
    compare_across_groups,
    ask_the_users,
    run_the_suites_of_the_field,
    watch_what_it_could_do_before,
    prove_the_rate_of_harm,
)
