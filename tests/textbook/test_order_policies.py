"""The engine against the Markov chains of (r, nQ) and (s, S), owing what it lacks or losing it."""

import pytest

from sim.evidence.answers.demand import over_days, pmf
from sim.evidence.answers.lost_sales import lost_sales
from sim.evidence.answers.order_policies import in_lots, min_max, owing, position_law
from tests.textbook.playing import assert_near, play

# Lots of 3 from a point of 4, or up to 9; then mean, lead time, order delay, ratio, review.
LOTS = [
    (6, 6, 2.0, 2, 0, 1.0, 1),
    (4, 3, 1.5, 3, 0, 1.0, 1),
    (-1, 8, 2.5, 1, 1, 1.8, 1),
    (11, 5, 2.0, 1, 0, 1.0, 4),
    (0, 1, 0.4, 2, 0, 1.0, 1),
]
FILLS = [
    (5, 12, 2.0, 2, 0, 1.0, 1),
    (3, 8, 1.2, 1, 1, 2.0, 1),
    (2, 2, 0.9, 2, 0, 1.0, 1),
    (9, 16, 2.0, 1, 0, 1.0, 3),
]


def keys(policy, unfilled, point, top, mean, lead, delay, ratio, review):
    return {
        "stock__policy": policy,
        "stock__unfilled": unfilled,
        "stock__reorder_point": point,
        "stock__lot_size": top if policy == "reorder_point" else 0,
        "stock__order_up_to": top if policy == "min_max" else 0,
        "demand__law": "poisson" if ratio == 1.0 else "negative_binomial",
        "demand__variance_to_mean": ratio,
        "demand__mean": mean,
        "stock__lead_time_days": lead,
        "stock__order_delay_days": delay,
        "stock__review_period_days": review,
    }


def rule(policy, point, top):
    """The order rule, and a position at which it orders nothing."""
    if policy == "reorder_point":
        return in_lots(point, top), point + top
    return min_max(point, top), top


def cases(policy, values):
    return [(policy, *value) for value in values]


@pytest.mark.parametrize(
    ("policy", "point", "top", "mean", "lead", "delay", "ratio", "review"),
    cases("reorder_point", LOTS) + cases("min_max", FILLS),
)
def test_what_is_owed(policy, point, top, mean, lead, delay, ratio, review):
    order, start = rule(policy, point, top)
    exact = owing(order, start, mean, lead + delay, ratio, review)
    sets = keys(policy, "backorder", point, top, mean, lead, delay, ratio, review)
    played = play("r_nq", **sets)
    assert_near(
        played,
        {
            "fill_rate.tier0": exact.fill_rate,
            "days_without_stockout.tier0": exact.share_days_served,
            "days_without_backlog.tier0": exact.share_days_without_backlog,
            "end_stock.tier0": exact.mean_end_stock,
            "backlog.tier0": exact.mean_backlog,
        },
        sharp=0.03,
    )


@pytest.mark.parametrize(
    ("policy", "point", "top", "mean", "lead", "delay", "ratio", "review"),
    cases("min_max", FILLS) + cases("reorder_point", [case for case in LOTS if case[0] >= 0]),
)
def test_what_is_lost(policy, point, top, mean, lead, delay, ratio, review):
    order, start = rule(policy, point, top)
    exact = lost_sales(order, start, mean, lead, delay, ratio, review)
    sets = keys(policy, "lost", point, top, mean, lead, delay, ratio, review)
    played = play("s_s", **sets)
    assert_near(
        played,
        {
            "fill_rate.tier0": exact.fill_rate,
            "days_without_stockout.tier0": exact.share_days_served,
            "shelf_audit_rate.tier0": exact.shelf_audit_rate,
            "end_stock.tier0": exact.mean_end_stock,
        },
        sharp=0.03,
    )


def test_the_cases_as_shipped():
    owed = owing(in_lots(6, 6), 12, 2.0, 2)
    assert_near(play("r_nq"), {"fill_rate.tier0": owed.fill_rate})
    lost = lost_sales(min_max(5, 12), 12, 2.0, 2)
    assert_near(play("s_s"), {"fill_rate.tier0": lost.fill_rate})


def test_the_position_after_ordering_in_lots_is_uniform():
    model = play("r_nq").model
    shelves = model.state.shelves
    position = (shelves.stock + shelves.on_order - shelves.backlog)[:1000]
    assert set(position.tolist()) == set(range(7, 13))
    law = position_law(in_lots(6, 6), 12, pmf(over_days(2.0, 1)))
    assert all(chance == pytest.approx(1 / 6, abs=1e-9) for chance in law.values())
    assert max((position == at).mean() for at in range(7, 13)) < 1 / 6 + 5 * (5 / 36 / 1000) ** 0.5
