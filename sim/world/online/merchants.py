"""The marketplace in miniature: merchants, and the buyers of the provinces that a scenario chooses.

Merchants of a province are as many as its sales at the opening keep in business: nobody has yet a
reason to come or to go.
"""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.online import (
    BOUGHT,
    BUYERS_A_PROVINCE,
    FOOD,
    ONLINE_CATEGORIES,
    SERVICES,
    Buyers,
    Merchants,
    Offers,
    Parcels,
    Trade,
)
from sim.engine.tables.state import OnlineState
from sim.engine.year import DAYS_A_YEAR, MONTHS_A_YEAR
from sim.rules.online_choice import choosing_of
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.country.provinces import URBAN, Country
from sim.world.online.nation import Market, market_of, nation_online
from sim.world.online.room import room_for_trade
from sim.world.online.sides import MID_2016
from sim.world.rounding import divide, ends, whole

NOT_BY_BUYER = ("drift", "earned", "first_year", "months")


def years_at_start(scenario: Scenario) -> float:
    """Years from the end of 2015 to the first counted day; none before."""
    start = scenario.calendar.start
    return max(start.year - 2016 + (start.timetuple().tm_yday - 1) / DAYS_A_YEAR, 0.0)


def chosen_buyers(market: Market, rows: Ints, scale: float) -> Buyers:
    """The buyers of the chosen provinces, in miniature."""
    kept = (BUYERS_A_PROVINCE * rows[:, np.newaxis] + np.arange(BUYERS_A_PROVINCE)).ravel()
    nation = market.buyers
    columns = {name: np.array(getattr(nation, name)) for name in Buyers._fields}
    chosen = {
        name: column if name in NOT_BY_BUYER else np.ascontiguousarray(column[..., kept])
        for name, column in columns.items()
    }
    for name in ("earned", "first_year"):
        chosen[name] = np.ascontiguousarray(columns[name][..., rows])
    chosen["province"] = np.repeat(np.arange(len(rows)), BUYERS_A_PROVINCE).astype(np.int32)
    for name in ("people", "budget", "would_sell"):
        chosen[name] /= scale
    return Buyers(**chosen)


def chosen_offers(market: Market, rows: Ints) -> Offers:
    """The offers of the chosen provinces, nobody in them yet."""
    # Row by row, as compiled code takes columns: chosen places come column by column from numpy.
    chosen = {
        name: np.array(getattr(market.offers, name)[:, rows], order="C")
        for name in Offers._fields
        if name != "first"
    }
    return Offers(first=np.zeros(chosen["open"].size + 1, np.int32), **chosen)


def chosen_parcels(market: Market, rows: Ints) -> Parcels:
    """The ways between the chosen provinces."""
    columns = {name: np.array(getattr(market.parcels, name)) for name in Parcels._fields}
    chosen = {
        name: column[rows]
        if column.ndim == 1
        else np.ascontiguousarray(column[..., rows[:, np.newaxis], rows])
        for name, column in columns.items()
        if name != "mean"
    }
    chosen["mean"] = columns["mean"]
    return Parcels(**chosen)


def lost_shares(buyers: Buyers, parcels: Parcels) -> Floats:
    """[category, province, buyer] part of the orders that is lost on the way; no service is."""
    home = np.asarray(buyers.province)
    shares = np.zeros((len(ONLINE_CATEGORIES), len(parcels.slowness), len(home)))
    for k in range(SERVICES):
        shares[k] = np.asarray(parcels.loss)[int(k == FOOD)][:, home]
    return shares


def merchants_kept(
    scenario: Scenario, country: Country, offers: Offers, orders: Floats, lost: Floats
) -> tuple[Floats, Floats]:
    """[category, province] merchants whom the sales at the opening keep, and what keeps one.

    orders  [category, province] a year; lost: of them, on the way, for which merchants pay the
            price back. Merchants need not be whole; money a month.
    """
    online, money = scenario.online, scenario.grain.money
    price, goods, wage = (np.array(getattr(offers, n)) for n in ("price", "goods_cost", "wage"))
    earned = orders * (price * (1.0 - online.take_rate - online.overhead) - goods - wage)
    earned -= lost * price
    growth = (1.0 + scenario.demand.income_growth) ** (years_at_start(scenario) - MID_2016)
    income = online.owner_income * growth * country.income[:, URBAN] * money
    keeps = np.broadcast_to(income, earned.shape)
    # Where losses take all there is a merchant nevertheless, of next to no size.
    return np.maximum(earned, 1.0) / keeps, keeps / MONTHS_A_YEAR


def whole_merchants(kept: Floats, floor: int) -> Ints:
    """[category, province] merchants, whole; `floor` in a province and one in a category at least.

    Where the floor binds, each merchant is smaller.
    """
    counts = whole(kept)
    for province in np.flatnonzero(counts.sum(axis=0) < floor):
        counts[:, province] = divide(floor, kept[:, province] + 1e-12, 1)
    return counts


def open_merchants(
    scenario: Scenario, offers: Offers, orders: Floats, counts: Ints, ring: int
) -> Merchants:
    """Merchants with goods and cash for the days that they plan for."""
    online = scenario.online
    room = np.ceil(counts * online.merchants_ceiling).astype(np.int32)
    offers.first[:] = ends(room.ravel())
    rows = int(offers.first[-1])
    merchants = allocate(Merchants, rows, arriving=(ring, rows))
    a_day = orders / DAYS_A_YEAR / counts
    trades = np.arange(rows) - np.repeat(offers.first[:-1], room.ravel()) < np.repeat(
        counts.ravel(), room.ravel()
    )
    mean = np.repeat(a_day.ravel(), room.ravel()) * trades
    merchants.forecast[:] = mean
    merchants.variance[:] = mean
    merchants.stock[:] = np.ceil(mean * (online.lead_days + online.review_days))
    price = np.repeat(np.array(offers.price).ravel(), room.ravel())
    merchants.cash[:] = np.round(online.cash_days * mean * price)
    return merchants


def note_opening_goods(trade: Trade, offers: Offers, merchants: Merchants) -> None:
    """What merchants have in store at the opening counts as bought; services have no store."""
    categories, places = offers.open.shape
    services = int(offers.first[SERVICES * places])
    of_category = np.repeat(np.arange(categories), np.diff(offers.first[::places]))
    trade.goods[BOUGHT] = np.bincount(
        of_category[:services], merchants.stock[:services], categories
    )


def open_marketplace(
    scenario: Scenario, country: Country, nation: Market | None = None
) -> OnlineState:
    """The marketplace on the first day of the warm-up.

    nation  the market of all provinces, if not that of the data
    """
    online = scenario.online
    market = nation or nation_online(
        online, scenario.demand, scenario.freight, scenario.farm.primary_growth,
        scenario.grain.money,
    )  # fmt: skip
    rows, places = country.rows, len(country)
    buyers, parcels = chosen_buyers(market, rows, scenario.scale), chosen_parcels(market, rows)
    offers = chosen_offers(market, rows)
    trade = room_for_trade(places)
    choosing = choosing_of(online, scenario.demand)
    years = years_at_start(scenario)

    market = market_of(offers, buyers, parcels, trade)
    buyers.value[:] = market.choose(choosing, years)
    # With the opening's value known, what is spent is as in the nation, whoever is chosen.
    market.choose(choosing, years)
    a_day = np.exp(np.array(trade.log_mean))
    orders = a_day.sum(axis=2) * DAYS_A_YEAR
    lost = (a_day * lost_shares(buyers, parcels)).sum(axis=2) * DAYS_A_YEAR
    to_buyer = a_day[:SERVICES].sum(axis=0)
    parcels.opening[:] = to_buyer.reshape(places, places, BUYERS_A_PROVINCE).sum(axis=2)
    parcels.capacity[:] = np.ceil(online.carrier_room * parcels.opening.sum(axis=1))
    kept, keeps = merchants_kept(scenario, country, offers, orders, lost)
    counts = whole_merchants(kept, online.minimum_merchants)
    size = kept / counts
    offers.open[:] = counts
    offers.listings[:] = np.maximum(np.round(online.listings * size), 1)
    offers.appeal[:] -= online.variety_weight * np.log(counts * offers.listings)
    offers.keeps[:], offers.income[:] = keeps * size, keeps
    sales = orders * np.array(offers.price) / counts
    offers.overhead[:] = np.round(online.overhead * sales / MONTHS_A_YEAR)
    merchants = open_merchants(scenario, offers, orders, counts, online.lead_days + 1)
    note_opening_goods(trade, offers, merchants)
    return OnlineState(merchants, offers, buyers, parcels, trade)
