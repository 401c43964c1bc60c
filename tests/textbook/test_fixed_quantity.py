"""The engine against a shop that orders the same quantity each time: (T, Q)."""

import numpy as np
import pytest

from sim.evidence.answers.fixed_quantity import same_order
from tests.textbook.playing import assert_agrees


def test_the_case_as_shipped():
    assert_agrees("t_q")


@pytest.mark.parametrize(
    ("lot", "review", "mean", "lead", "delay", "ratio"),
    [(3, 1, 4.0, 1, 0, 1.0), (5, 7, 0.8, 2, 3, 1.0), (30, 3, 12.0, 90, 0, 2.5)],
)
def test_other_quantities(lot, review, mean, lead, delay, ratio):
    assert_agrees(
        "t_q",
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__mean=mean,
        demand__variance_to_mean=ratio,
        stock__lot_size=lot,
        stock__review_period_days=review,
        stock__lead_time_days=lead,
        stock__order_delay_days=delay,
        sharp=0.05,
    )


def test_what_it_costs():
    played = assert_agrees(
        "t_q", stock__holding_cost=0.3, stock__order_cost=8, stock__lost_sale_cost=5
    )
    assert played.outcomes["orders.tier0"] == pytest.approx(1 / 5)


def test_the_answer_against_a_play_of_its_own():
    luck, days, shops = np.random.default_rng(3), 4000, 400
    stock, sold, empty = np.zeros(shops), np.zeros(shops), np.zeros(shops)
    for day in range(days + 300):
        stock += 7 * (day % 3 == 0)
        served = np.minimum(stock, luck.poisson(2.5, shops))
        stock -= served
        if day >= 300:
            sold, empty = sold + served, empty + (stock == 0)
    exact = same_order(7, 3, 2.5)
    for by_shop, right in (
        (sold / days / 2.5, exact.fill_rate),
        (empty / days, exact.shelf_audit_rate),
    ):
        error = by_shop.std(ddof=1) / np.sqrt(shops)
        assert abs(by_shop.mean() - right) < 5 * error
    assert exact.lost == pytest.approx(2.5 - 7 / 3)  # in the long run all that comes is sold


def test_more_than_is_asked_for_has_no_long_run():
    with pytest.raises(ValueError, match="grows for ever"):
        same_order(15, 3, 5.0)
