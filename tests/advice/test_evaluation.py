import pytest

from app.advice.subjects.evaluation import cases_for


@pytest.mark.parametrize(
    ("share", "margin", "cases"),
    [
        (0.5, 0.10, 97), (0.8, 0.10, 62),
        (0.5, 0.05, 385), (0.8, 0.05, 246), (0.9, 0.05, 139), (0.95, 0.05, 73),
        (0.5, 0.03, 1_068), (0.8, 0.03, 683), (0.9, 0.03, 385), (0.95, 0.03, 203),
        (0.5, 0.02, 2_401), (0.8, 0.02, 1_537), (0.9, 0.02, 865), (0.95, 0.02, 457),
        (0.5, 0.01, 9_604), (0.8, 0.01, 6_147), (0.9, 0.01, 3_458), (0.95, 0.01, 1_825),
    ],
)  # fmt: skip
def test_the_table_of_sample_sizes_is_worked_out(share: float, margin: float, cases: int) -> None:
    """R-41."""
    assert cases_for(share, margin=margin) == cases
