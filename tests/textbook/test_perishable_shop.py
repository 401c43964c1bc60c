"""The engine against the Markov chain of stock by age."""

import pytest

from tests.textbook.playing import assert_agrees


def test_the_case_as_shipped():
    assert_agrees("perishable")


@pytest.mark.parametrize("issue", ["oldest_first", "youngest_first"])
@pytest.mark.parametrize(
    ("level", "mean", "life", "lead", "delay", "ratio", "review"),
    [
        (22, 20.0, 1, 1, 0, 1.0, 1),
        (7, 2.5, 4, 1, 0, 1.0, 1),
        (12, 4.0, 2, 2, 0, 1.5, 1),
        (12, 2.0, 3, 1, 1, 1.0, 2),
    ],
)
def test_other_shops(issue, level, mean, life, lead, delay, ratio, review):
    assert_agrees(
        "perishable",
        stock__issue=issue,
        stock__order_up_to=level,
        stock__shelf_life_days=life,
        stock__lead_time_days=lead,
        stock__order_delay_days=delay,
        stock__review_period_days=review,
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        sharp=0.03,
    )
