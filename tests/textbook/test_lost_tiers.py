"""Two tiers that lose what they cannot serve: the engine against a Markov chain of both.

What a firm can never ship it must not order for. A unit that a firm ships is ordered again the same
evening and can leave L days later, so that a level of S ships S / L a day at most.
"""

import numpy as np
import pytest
from scipy import sparse, stats

from sim.evidence.answers.markov_chain import long_run
from tests.textbook.playing import play

# A firm that is asked for more than it has ships its level in waves, which take long to even out.
DAYS = {"calendar__warmup_days": 1000, "calendar__end": "2001-02-23"}


def shipped_a_day(mean, levels, leads):
    """Exact units a day that the shop sells and that its supplier ships, and the supplier's share.

    A state is what customers meet in the morning: stock of both, and what is still to come to each.
    """
    shop_level, firm_level = levels
    start = (shop_level, firm_level, (0,) * (leads[0] - 1), (0,) * (leads[1] - 1))
    index, todo, moves, gains = {start: 0}, [start], [], []
    while todo:
        state = todo.pop()
        stock, there, to_shop, to_firm = state
        for sold in range(stock + 1):
            chance = (
                stats.poisson.sf(stock - 1, mean)
                if sold == stock
                else stats.poisson.pmf(sold, mean)
            )
            left = stock - sold
            wanted = max(shop_level - left - sum(to_shop), 0)
            shipped = min(wanted, there)
            ordered = max(firm_level - (there + sum(to_firm) - shipped), 0)
            arrives, *shop_later = (*to_shop, shipped)
            made, *firm_later = (*to_firm, ordered)
            after = (left + arrives, there - shipped + made, tuple(shop_later), tuple(firm_later))
            if after not in index:
                index[after] = len(index)
                todo.append(after)
            moves.append((index[after], index[state], chance))
            gains.append((index[state], chance * np.array([sold, shipped, wanted])))
    to, where, weights = zip(*moves, strict=True)
    share = long_run(
        sparse.csr_array((weights, (to, where)), shape=(len(index),) * 2), np.prod(leads)
    )
    sold, shipped, wanted = sum(share[state] * gain for state, gain in gains)
    return sold, shipped, shipped / wanted


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mean", "levels", "leads"),
    [(4.0, (4, 4), (1, 2)), (2.5, (5, 3), (1, 1)), (1.2, (4, 2), (2, 1)), (2.0, (7, 8), (1, 3))],
)
def test_two_tiers_of_lost_sales(mean, levels, leads):
    played = play(
        "plain",
        population__shops=500,
        population__levels=2,
        demand__mean=mean,
        stock__order_up_to=list(levels),
        stock__initial=list(levels),
        stock__lead_time_days=list(leads),
        **DAYS,
    )
    sold, shipped, share = shipped_a_day(mean, levels, leads)
    assert shipped <= levels[1] / leads[1]
    found, error = played.outcomes, played.errors
    assert found["fill_rate.tier0"] == pytest.approx(sold / mean, abs=5 * error["fill_rate.tier0"])
    assert found["fill_rate.tier1"] == pytest.approx(share, abs=5 * error["fill_rate.tier1"])
    spread = mean * error["fill_rate.tier0"]
    assert found["sales.tier0"] == pytest.approx(sold, abs=5 * spread)
    assert found["sales.tier1"] == pytest.approx(shipped, abs=5 * spread)


@pytest.mark.parametrize(("level", "lead"), [(4, 2), (3, 3), (5, 1), (7, 4)])
def test_a_level_that_is_never_exceeded_bounds_what_is_shipped(level, lead):
    """Ever so many customers, two chains, 60 days: no more than the level in any `lead` days."""
    played = play(
        "plain",
        population__shops=2,
        population__levels=2,
        demand__mean=40,
        stock__order_up_to=[50, level],
        stock__initial=[0, level],
        stock__lead_time_days=[1, lead],
        calendar__warmup_days=0,
        calendar__end="2000-02-29",
    )
    days = 60
    assert played.outcomes["sales.tier1"] * days <= level * (days // lead + 1)
    assert played.outcomes["sales.tier1"] > 0.8 * level / lead


def test_what_a_lack_of_capacity_loses_is_not_ordered_for_either():
    """A firm that ships 2 an evening, whatever is asked, needs 2 more an evening, and holds S."""
    played = play(
        "plain",
        population__shops=1,
        population__levels=2,
        demand__law="step",
        demand__mean=9,
        stock__order_up_to=[9, 20],
        stock__initial=[9, 20],
        stock__capacity_per_day=[0, 2],
        calendar__warmup_days=10,
        calendar__end="2000-02-29",
    )
    assert played.outcomes["sales.tier1"] == 2.0
    assert played.outcomes["end_stock.tier1"] == 18.0  # 20 with the 2 that arrive overnight
