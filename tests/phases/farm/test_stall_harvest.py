"""An evening of harvest with stalls, by hand: what is set aside, and what is cleared out."""

import math

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.phases import harvest
from tests.phases.alone import country, run, whole, with_rules

LOT, HAUL, FEE = 40, 2.0, 0.1
RATE, SKILL = 0.1, 1.5
FARMERS = Sector.FARMERS


class Stalls:
    """Farms that bring each lot of 40 to the market, but what they set aside for their stalls."""

    def __init__(self):
        self.model = country("levers.online_selling=1")
        with_rules(
            self.model,
            "harvest",
            own_use=0.0,
            inputs=0.0,
            haul=HAUL,
            market_fee=FEE,
            turn=np.arange(200) % 28,
        )
        self.state, self.farm = self.model.state, self.model.state.farm
        self.markets, self.crops, self.farmers = (
            self.farm.markets, self.farm.crops, self.farm.farmers,
        )  # fmt: skip
        self.stalls, self.sellers, self.bazaar = (
            self.farm.stalls, self.farm.sellers, self.farm.bazaar,
        )  # fmt: skip
        self.farm.plots.lot[:] = LOT
        self.markets.to_broker[:], self.markets.to_market[:] = 0.0, 1.0
        self.markets.planted[:] = self.markets.yields[:] = 1.0
        self.markets.price[:] = 11.0
        self.crops.loss[:] = 0.0
        self.crops.season_first[:], self.crops.season_days[:], self.crops.life[:] = 0, 365, 60
        self.sellers.member[:], self.sellers.skill[:] = 1, SKILL
        self.stalls.listed[:], self.stalls.stock[:] = 1, 0
        self.stalls.open[:] = np.arange(len(self.stalls.seller))
        self.stalls.lines[0] = len(self.stalls.seller)
        self.bazaar.hoped[:], self.bazaar.order[:] = RATE, 5
        self.bazaar.rate[:] = 9.0 * RATE  # what is really ordered nobody knows
        self.farmers.cash[:] = 0
        # The evening of the interval on which most stalls have a lot, and some plot has no stall.
        of_plot, first = np.asarray(self.stalls.of_plot), self.farm.first_plot
        plots = [of_plot[lo:hi] for lo, hi in first[:, [0, -1]].tolist()]
        most = int(np.argmax([(each >= 0).sum() * (each < 0).any() for each in plots]))
        self.evening = most + len(plots)  # the second round: on the first day yields are drawn
        self.stalls.day[:] = self.stalls.last_day[:] = self.evening - 1
        self.plots, self.tonight = len(plots[most]), plots[most][plots[most] >= 0]
        assert 4 < len(self.tonight) < self.plots

    def run(self, **changes):
        run(self.model, harvest, self.evening, **changes)

    def at(self, stalls, values):
        """Values of stalls, by province and product."""
        sums = np.zeros(self.bazaar.price.shape)
        where = self.stalls.province[stalls], self.stalls.product[stalls]
        np.add.at(sums, tuple(map(np.asarray, where)), values)
        return sums


@pytest.mark.parametrize(
    ("season", "life", "days"), [(365, 60, 28), (365, 20, 18), (32, 60, 58), (32, 400, 355)]
)
def test_a_lot_is_set_aside_as_far_as_buyers_will_want_it_until_the_next(season, life, days):
    """28 days, or until it is old; the last lot of the season until the next season."""
    evening = Stalls()
    evening.crops.season_days[:], evening.crops.life[:] = season, life
    at = evening.tonight
    stock = np.arange(len(at)) * 9 % 37
    stock[0] = 0
    evening.stalls.stock[at] = evening.stalls.last[at] = stock
    evening.run(day_of_year=10)
    orders = math.ceil(RATE * float(np.float32(SKILL)) * days)
    aside = np.minimum(np.maximum(orders * 5 - stock, 0), LOT)
    assert aside.max() > 0
    if days == 28:
        assert aside.min() == 0  # of some there is more than enough
    assert np.array_equal(evening.stalls.stock[at], stock + aside)
    # What is no whole order is of tonight, too.
    day = evening.evening - ((stock >= 5) | (aside == 0))
    assert np.array_equal(evening.stalls.day[at], day)
    last = np.where(aside > 0, aside, stock)
    assert np.array_equal(evening.stalls.last[at], last)
    assert np.array_equal(evening.stalls.last_day[at], evening.evening - (aside == 0))
    assert np.array_equal(evening.bazaar.brought, evening.at(at, np.full(len(at), LOT)))
    wanted = RATE * SKILL * days * 5 - stock
    assert evening.bazaar.wanted == pytest.approx(evening.at(at, wanted))
    rest = evening.plots * LOT - aside.sum()
    assert evening.markets.taken.sum() == rest
    goods = evening.state.ledger.goods
    assert goods[GoodsFlow.SOLD_OUTSIDE].sum() == rest
    assert goods[GoodsFlow.HARVESTED].sum() == evening.plots * LOT
    others = np.setdiff1d(np.arange(len(evening.stalls.seller)), at)
    assert not np.asarray(evening.stalls.stock)[others].any()


def test_who_is_not_online_or_not_listed_sets_nothing_aside():
    evening = Stalls()
    at = evening.tonight
    evening.stalls.listed[at[0]] = 0
    left = int(evening.stalls.seller[at[1]])
    evening.sellers.member[left] = 0
    evening.run()
    out = np.isin(at, np.flatnonzero(np.asarray(evening.stalls.seller) == left))
    out[0] = True
    orders = math.ceil(RATE * float(np.float32(SKILL)) * 28)
    assert np.array_equal(evening.stalls.stock[at], np.where(out, 0, orders * 5))
    assert np.array_equal(evening.bazaar.brought, evening.at(at[~out], LOT))


def test_the_first_stall_in_the_list_is_one_like_the_others():
    evening = Stalls()
    first_plot, plot = evening.farm.first_plot, int(evening.stalls.plot[0])
    evening.evening = int(
        np.flatnonzero((first_plot[:, 0] <= plot) & (plot < first_plot[:, -1]))[0]
    )
    evening.evening += len(first_plot)
    evening.run()
    assert evening.stalls.stock[0] == math.ceil(RATE * SKILL * 28) * 5


def test_where_no_stall_is_open_all_goes_to_the_market():
    evening = Stalls()
    evening.stalls.lines[0] = 0
    evening.run()
    assert evening.markets.taken.sum() == evening.plots * LOT


def test_who_orders_gets_the_oldest():
    """Of 60 days; the first lots are of 58 days ago. Orders are of 5."""
    evening = Stalls()
    evening.crops.season_days[:], evening.crops.life[:] = 0, 60
    stalls = evening.stalls
    first = np.unique(np.asarray(stalls.seller), return_index=True)[1]
    # Nothing before the last lot; no whole order; one; a last lot as old; older lots still fresh.
    sold, less, one, both, fresh = rows = [int(row) for row in first[:5]]
    stalls.stock[rows] = 7, 24, 25, 30, 30
    stalls.last[rows] = 20
    stalls.day[rows] = evening.evening - np.array([58, 58, 58, 59, 57])
    stalls.last_day[rows] = evening.evening - np.array([30, 30, 30, 58, 30])
    evening.run()
    assert np.asarray(stalls.stock)[rows].tolist() == [7, 24, 20, 0, 30]
    days = evening.evening - np.asarray(stalls.day)
    assert days[[sold, less, one, fresh]].tolist() == [30, 30, 30, 57]
    assert np.array_equal(evening.markets.taken, evening.at([one, both], [5, 30]))


@pytest.mark.parametrize("processed", [0, 1])
@pytest.mark.parametrize("counting", [0, 1])
def test_what_is_old_or_of_nobody_online_goes_to_the_market(processed, counting):
    """Of 12 days, on the tenth after harvest it must be gone."""
    evening = Stalls()
    evening.crops.season_days[:], evening.crops.life[:] = 0, 12
    evening.markets.price[:], evening.markets.processed[:] = 5.0, processed
    stalls = evening.stalls
    first = np.unique(np.asarray(stalls.seller), return_index=True)[1]
    old, fresh, left, empty, unlisted = (int(row) for row in first[:5])
    stalls.stock[[old, fresh, left, unlisted]] = 13, 8, 6, 9
    cut = evening.evening - np.array([10, 9, 0, 10, 11])
    stalls.day[[old, fresh, left, empty, unlisted]] = cut
    stalls.last[:] = stalls.stock
    stalls.last_day[[old, fresh, left, empty, unlisted]] = cut
    stalls.lines[0] = 4
    stalls.open[:4] = left, fresh, empty, old
    evening.sellers.member[stalls.seller[left]] = 0
    evening.run(counting=counting)
    assert np.asarray(stalls.stock)[[old, fresh, left, unlisted]].tolist() == [0, 8, 0, 9]
    sold = {old: 13, left: 6}
    value = {stall: each * 5 for stall, each in sold.items()}
    fee = {stall: int(whole(each * FEE)) for stall, each in value.items()}
    haul = {stall: int(whole(each * HAUL)) for stall, each in sold.items()}
    for stall in sold:
        farmer = evening.sellers.farmer[stalls.seller[stall]]
        cost = fee[stall] + haul[stall]
        assert evening.farmers.cash[farmer] == value[stall] - cost
        assert evening.farmers.sales[farmer] == counting * value[stall]
        assert evening.farmers.costs[farmer] == counting * cost
    assert np.asarray(evening.farmers.cash).sum() == sum(value.values()) - sum(fee.values()) - sum(
        haul.values()
    )
    taken = evening.at(list(sold), list(sold.values()))
    assert np.array_equal(evening.markets.taken, taken)
    ledger = evening.state.ledger
    buyer = Sector.PROCESSORS if processed else Sector.WET_MARKETS
    flow = Flow.PRODUCE_TO_PROCESSORS if processed else Flow.PRODUCE_TO_MARKETS
    assert ledger.money[flow, buyer, FARMERS] == sum(value.values())
    assert ledger.money[Flow.MARKET_FEE, FARMERS, Sector.WET_MARKETS] == sum(fee.values())
    assert ledger.money[Flow.HAULAGE, FARMERS, Sector.CARRIERS] == sum(haul.values())
    assert ledger.money.sum() == sum(value.values()) + sum(fee.values()) + sum(haul.values())
    assert ledger.goods[GoodsFlow.SOLD_OUTSIDE].sum() == 19
