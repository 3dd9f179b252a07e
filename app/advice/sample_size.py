"""How many test cases a claim needs: margins, comparisons, and claims of "never" (R-41 to R-43)."""

from __future__ import annotations

import math
from statistics import NormalDist

from app.lifecycle.answers import Answers

Z95 = 1.96  # two-sided 95 %, as in R-41
Z80 = NormalDist().inv_cdf(0.80)  # 80 % power, R-42

MARGINS = {  # half-width of the 95 % interval wanted, by the worst believable result (judgement)
    "annoyance": 0.10,
    "rework": 0.10,
    "money_or_complaint": 0.05,
    "serious_loss": 0.03,
    "harm_to_people": 0.03,
}


CLOSE = 0.03  # the margin where checked examples are plenty and a case costs nothing
TENTH = 10  # at most one checked example in ten is held back for tests (judgement)


def margin_wanted(answers: Answers) -> float:
    """How closely a test must know the share that passes: the more is at stake, the closer."""
    worst = next(iter(answers.options("S07")), "money_or_complaint")
    plenty = cases_to_hold_back(answers) >= cases_for_margin(0.5, CLOSE)
    return min(MARGINS[worst], CLOSE) if plenty else MARGINS[worst]


def cases_to_hold_back(answers: Answers) -> int:
    """Checked examples that can be spared for the test set, so that nobody has to make them."""
    if not answers.known("A03") or not answers.any("A03", "expert_checked"):
        return 0
    return int((answers.number("A02a") or 0) // TENTH)


def equal_languages(answers: Answers) -> int:
    """Languages that must be as good as the main one, itself among them: each has its own set."""
    rows = answers.rows("S13b") if answers.known("S13b") else ()
    return 1 + sum(row.get("level") == "as_good_as_main" for row in rows)


def cases_for_margin(share: float, margin: float) -> int:
    """Cases that put a 95 % interval of half-width `margin` about a share (R-41, normal)."""
    return _up(Z95**2 * share * (1 - share) / margin**2)


def wilson_interval(share: float, cases: float, z: float = Z95) -> tuple[float, float]:
    """The interval of a share measured on so many cases; right near 0 and 1 too."""
    spread = z * math.sqrt(share * (1 - share) / cases + z**2 / (4 * cases**2))
    centre, scale = share + z**2 / (2 * cases), 1 + z**2 / cases
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def wilson_margin(share: float, cases: float) -> float:
    """The distance from the share to the farther end of its interval."""
    low, high = wilson_interval(share, cases)
    return max(share - low, high - share)


def cases_for_wilson_margin(share: float, margin: float) -> int:
    """The least number of cases whose Wilson interval stays within `margin` of the share."""
    low, high = 1, 2
    while wilson_margin(share, high) > margin:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wilson_margin(share, middle) <= margin else (middle, high)
    return high


def uses_wilson(share: float) -> bool:
    """Near 0 and 1 the plain formula promises too much."""
    return not 0.1 <= share <= 0.9


def cases_needed(share: float, margin: float) -> int:
    """R-41, with Wilson's interval where the share is near 0 or 1."""
    if uses_wilson(share):
        return cases_for_wilson_margin(share, margin)
    return cases_for_margin(share, margin)


def cases_to_compare(first: float, second: float) -> int:
    """Cases per variant to tell two shares apart, each variant on its own cases (R-42)."""
    variance = first * (1 - first) + second * (1 - second)
    return _up((Z95 + Z80) ** 2 * variance / (second - first) ** 2)


def cases_to_compare_paired(difference: float, discordant: float = 0.15) -> int:
    """The same with both variants on the same cases; `discordant` is how often they differ."""
    scatter = Z95 * math.sqrt(discordant) + Z80 * math.sqrt(discordant - difference**2)
    return _up(scatter**2 / difference**2)


def clean_cases(rate: float) -> int:
    """Cases without a single failure that allow the claim "less often than `rate`" (R-43)."""
    return _up(math.log(0.05) / math.log(1 - rate))


def _up(cases: float) -> int:
    """Rounded up, but not for a rounding error of the arithmetic."""
    return math.ceil(cases - 1e-9)
