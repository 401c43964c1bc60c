"""The engine against the Markov chains of (r, nQ) and (s, S), owing what it lacks or losing it."""

import pytest

from sim.evidence.answers.demand import over_days, pmf
from sim.evidence.answers.order_policies import in_lots, position_law
from tests.textbook.playing import assert_agrees, play

# Reorder point and lot, or level; then mean, lead time, order delay, ratio, review.
LOTS = [
    (4, 3, 1.5, 3, 0, 1.0, 1),
    (-1, 8, 2.5, 1, 1, 1.8, 1),
    (11, 5, 2.0, 1, 0, 1.0, 4),
    (0, 1, 0.4, 2, 0, 1.0, 1),
]
FILLS = [
    (3, 8, 1.2, 1, 1, 2.0, 1),
    (2, 2, 0.9, 2, 0, 1.0, 1),
    (9, 16, 2.0, 1, 0, 1.0, 3),
]


def agrees(name, unfilled, point, mean, lead, delay, ratio, review, **sets):
    assert_agrees(
        name,
        stock__unfilled=unfilled,
        stock__reorder_point=point,
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        stock__lead_time_days=lead,
        stock__order_delay_days=delay,
        stock__review_period_days=review,
        **sets,
    )


@pytest.mark.parametrize("name", ["plain", "r_nq", "s_s", "service_target"])
@pytest.mark.parametrize("unfilled", ["backorder", "lost"])
def test_the_cases_as_shipped(name, unfilled):
    assert_agrees(name, stock__unfilled=unfilled)


@pytest.mark.parametrize("unfilled", ["backorder", "lost"])
@pytest.mark.parametrize(("point", "lot", "mean", "lead", "delay", "ratio", "review"), LOTS)
def test_whole_lots_at_a_point(unfilled, point, lot, mean, lead, delay, ratio, review):
    if unfilled == "lost" and point < 0:
        point = 0  # without backorders nobody gets below
    agrees("r_nq", unfilled, point, mean, lead, delay, ratio, review, stock__lot_size=lot)


@pytest.mark.parametrize("unfilled", ["backorder", "lost"])
@pytest.mark.parametrize(("point", "level", "mean", "lead", "delay", "ratio", "review"), FILLS)
def test_up_to_a_level_at_a_point(unfilled, point, level, mean, lead, delay, ratio, review):
    agrees("s_s", unfilled, point, mean, lead, delay, ratio, review, stock__order_up_to=level)


def test_the_position_after_ordering_in_lots_is_uniform():
    shelves = play("r_nq").model.state.shelves
    position = (shelves.stock + shelves.on_order - shelves.backlog)[:1000]
    assert set(position.tolist()) == set(range(7, 13))
    law = position_law(in_lots(6, 6), 12, pmf(over_days(2.0, 1)))
    assert all(chance == pytest.approx(1 / 6, abs=1e-9) for chance in law.values())
    assert max((position == at).mean() for at in range(7, 13)) < 1 / 6 + 5 * (5 / 36 / 1000) ** 0.5


@pytest.mark.parametrize(
    ("target", "factor", "mean", "lead", "delay", "review", "ratio"),
    [
        (0.9, 0, 2.0, 2, 0, 1, 1.0),
        (0.99, 0, 0.7, 1, 1, 3, 1.5),
        (0.5, 0, 3.0, 1, 0, 1, 1.0),
        (0, 1.5, 1.1, 10, 0, 1, 1.0),
        (0, -0.5, 4.0, 1, 0, 2, 3.0),
    ],
)
def test_a_target_of_service_or_a_safety_factor(target, factor, mean, lead, delay, review, ratio):
    level = {"stock__level_rule": "forecast", "stock__safety_factor": factor}
    if target:
        level = {"stock__level_rule": "target", "stock__service_target": target}
    agrees("service_target", "backorder", 0, mean, lead, delay, ratio, review, **level)
