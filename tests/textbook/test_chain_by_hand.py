"""The engine against a chain that is played order by order, for policies chosen at random."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.machine.compiling import PLAIN
from sim.evidence.answers.chain_by_hand import Firm, play
from sim.model import TradeModel
from sim.scenario import read_scenario

POLICIES = ("order_up_to", "reorder_point", "min_max", "fixed_quantity")


@st.composite
def firms(draw):
    point = draw(st.integers(-4, 15))
    policy = draw(st.sampled_from(POLICIES))
    moq = 0 if policy == "fixed_quantity" else draw(st.sampled_from([0, 0, 5, 12]))
    return {
        "policy": policy,
        "level": point + draw(st.integers(0, 25)),
        "point": point,
        "lot": draw(st.integers(1, 7)),
        "moq": moq,
        "review": draw(st.integers(1, 4)),
        "delay": draw(st.integers(0, 3)),
        "lead": draw(st.integers(1, 4)),
        "owes": draw(st.booleans()),
        "capacity": draw(st.sampled_from([1e12, 1e12, 6, 0])),
        "stock": draw(st.integers(0, 20)),
    }


def key_values(chain, demand):
    """The same chain as a scenario."""

    def by_level(name, write=str):
        return f"[{', '.join(write(firm[name]) for firm in chain)}]"

    keys = {
        "population.levels": len(chain),
        "calendar.end": datetime.date(2000, 1, 1) + datetime.timedelta(days=len(demand) - 1),
        "demand.law": "series",
        "demand.series": demand,
        "demand.wait": 0,
        "stock.policy": by_level("policy"),
        "stock.order_up_to": by_level("level"),
        "stock.reorder_point": by_level("point"),
        "stock.lot_size": by_level("lot"),
        "stock.moq": by_level("moq"),
        "stock.review_period_days": by_level("review"),
        "stock.order_delay_days": by_level("delay"),
        "stock.lead_time_days": by_level("lead"),
        "stock.unfilled": by_level("owes", lambda owes: "backorder" if owes else "lost"),
        "stock.capacity_per_day": by_level("capacity"),
        "stock.initial": by_level("stock"),
        "stock.initial_pipeline": 0,
        "stock.standing_order_days": 0,
    }
    return [f"{key}={value}" for key, value in keys.items()]


@settings(max_examples=12 if PLAIN else 150)
@given(
    st.lists(firms(), min_size=1, max_size=5),
    st.lists(st.integers(0, 12), min_size=5, max_size=40),
)
def test_every_stock_every_evening(chain, demand):
    by_hand = play([Firm(**firm) for firm in chain], demand)
    model = TradeModel(read_scenario("textbook/beer_game", sets=key_values(chain, demand)))
    n = len(chain)
    shelves, totals = model.state.shelves, model.state.totals
    served = [0] * n
    for today, tiers in enumerate(by_hand):
        model.step()
        for tier, (stock, owed, on_order, at_once) in enumerate(tiers):
            served[tier] += at_once
            here = f"day {today}, tier {tier}"
            assert shelves.stock[tier] == stock, here
            assert shelves.backlog[tier] == owed, here
            assert shelves.on_order[tier] == on_order, here
            assert totals.served[tier] == served[tier], here
