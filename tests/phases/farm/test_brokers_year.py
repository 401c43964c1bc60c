"""Two years of brokers: what they buy they sell, fresh, and their books hold all of it."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario

SETS = ("scale=50000", "population.provinces=[Henan, Hainan, Shandong]")
BOOKS = ("purchases", "goods_sold", "written_off")


@pytest.fixture(scope="module", params=["off", 1.0], ids=["offline", "online"])
def year(request):
    """Worth of the stock before and after the counted year, the year's books, and the state.

    With farmers who sell online, whose stalls may keep all of a lot.
    """
    sets = (*SETS, "calendar.end=2016-12-31", f"levers.online_selling={request.param}")
    model = TradeModel(read_scenario("base", sets), seed=1)
    state = model.state
    rows = state.keepers_at(state.roles.brokers)
    shelf = state.keepers.first_shelf[rows]

    def worth():
        return np.asarray(state.shelves.stock[shelf], float) * state.shelves.unit_cost[shelf]

    model.play(365)
    before = worth()
    model.play(model.days_total)
    books = {name: np.asarray(getattr(state.accounts, name)[rows], float) for name in BOOKS}
    return before, worth(), books, state.shelves.product[shelf], state


def by_product(state, product, amounts):
    return np.bincount(product, amounts, len(state.product_names))


def test_what_brokers_pay_is_sold_written_off_or_in_store(year):
    """At its mean cost: nothing is lost between the books."""
    before, after, books, product, state = year
    paid = by_product(state, product, books["purchases"] + before - after)
    gone = by_product(state, product, books["goods_sold"] + books["written_off"])
    assert (paid > 0).sum() > 20
    assert gone == pytest.approx(paid, rel=2e-3, abs=200)


def test_brokers_sell_what_they_buy_before_it_is_old(year):
    _, _, books, product, state = year
    bought, spoiled = (by_product(state, product, books[name]) for name in BOOKS[::2])
    traded = bought > 0
    assert "watermelon" in np.array(state.product_names)[traded]
    assert (spoiled[traded] < 0.1 * bought[traded]).all()


def test_brokers_leave_what_would_be_old_before_they_could_sell_it(year):
    """Fish that lives for two days cannot wait until tomorrow evening."""
    _, _, books, product, state = year
    fish = product == list(state.product_names).index("farmed_fish")
    assert fish.any() and books["purchases"][fish].sum() == 0
