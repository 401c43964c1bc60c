"""The marketplace of all 31 provinces in the base year, from the nation's totals and the data.

Two kinds of constants are found so that the model's base year is the published one: the appeal of
each seller's province, from which its sales follow one national formula of data columns, and the
people's odds of each category, from its sales in 2016. How taste moves on from there is one number.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sim.engine.tables.columns import as_this_process_runs
from sim.engine.tables.online import (
    BUYERS_A_PROVINCE,
    RURAL_BUYER,
    SERVICES,
    URBAN_BUYER,
    Buyers,
    Offers,
    Parcels,
    Trade,
)
from sim.engine.year import DAYS_A_YEAR
from sim.rules.online_choice import Choosing, choose, choosing_of
from sim.rules.parcels import carriage_of, headway_at, post_terms
from sim.scenario.groups import Demand, Freight, Online
from sim.world.arrays import Floats
from sim.world.country.provinces import Country, at_2016, read_country
from sim.world.online.local_shops import lack_in_shops
from sim.world.online.published import sales_by_category, seller_shares
from sim.world.online.room import room_for_trade
from sim.world.online.sides import MID_2016, open_buyers, open_offers, open_parcels

ROUNDS, TURNS = 3, 60  # of the search for parcel prices, and for the constants given these
CLOSE = 1e-9  # of a logarithm, at which the search ends


@dataclass(frozen=True)
class Market:
    """The tables of buyers and sellers, as compiled code or plain Python takes them."""

    offers: Offers
    buyers: Buyers
    parcels: Parcels
    trade: Trade

    def choose(self, choosing: Choosing, years: float) -> Floats:
        """Buyers choose: trade.log_mean is filled. Returns [category, buyer] values of offers."""
        values: Floats = choose(self.offers, self.buyers, self.parcels, self.trade, choosing, years)
        return values


def market_of(offers: Offers, buyers: Buyers, parcels: Parcels, trade: Trade) -> Market:
    """These tables in the form in which this process runs them."""
    return Market(
        as_this_process_runs(offers),
        as_this_process_runs(buyers),
        as_this_process_runs(parcels),
        as_this_process_runs(trade),
    )


def odds_of_places(online: Online, freight: Freight, country: Country) -> Floats:
    """[buyer] what is added to the odds of buying goods online; firms and government: nothing."""
    added = np.zeros((len(country), BUYERS_A_PROVINCE))
    added[:, [URBAN_BUYER, RURAL_BUYER]] = lack_in_shops(online, freight, country)
    result: Floats = added.ravel()
    return result


def note_flows(parcels: Parcels, trade: Trade, consolidation: float) -> None:
    """What the mean parcel meets, and how often something leaves each end, by all that is sent."""
    places = len(parcels.headway)
    a_day = np.exp(np.asarray(trade.log_mean))[:SERVICES].sum(axis=0)
    sent = a_day.reshape(places, places, BUYERS_A_PROVINCE).sum(axis=2)
    through = sent.sum(axis=0) + sent.sum(axis=1)

    def mean(of_end: Floats) -> float:
        return float((through * of_end).sum() / through.sum())

    km = float((sent * parcels.km).sum() / sent.sum())
    parcels.mean[:] = mean(np.asarray(parcels.slowness)), km
    headway = headway_at(1.0, through / through.mean(), consolidation)
    parcels.headway[:] = headway / mean(headway)


def money_sold(market: Market, choosing: Choosing, years: float) -> Floats:
    """[category, seller's province, buyer] money a year, parcels included, as buyers choose."""
    offers, buyers, parcels, trade = market.offers, market.buyers, market.parcels, market.trade
    market.choose(choosing, years)
    postage = np.asarray(parcels.price)[:, np.asarray(buyers.province)]
    price = np.asarray(offers.price)[:, :, np.newaxis] + postage
    price[SERVICES] -= postage
    result: Floats = np.exp(np.asarray(trade.log_mean)) * price * DAYS_A_YEAR
    return result


def find_constants(market: Market, choosing: Choosing, shares: Floats, wanted: Floats) -> None:
    """Appeal of the sellers' provinces and odds of the people, for mid-2016.

    shares  [category, province] of all sales; wanted: [category] money that people spend
    """
    offers, buyers = market.offers, market.buyers
    people = np.asarray(buyers.people) > 0.0
    for _ in range(TURNS):
        sold = money_sold(market, choosing, MID_2016)
        of_seller = sold.sum(axis=2)
        off = np.log(shares / of_seller * of_seller.sum(axis=1, keepdims=True))
        offers.appeal[:] += off - off.mean(axis=1, keepdims=True)
        short = np.log(wanted / sold[:, :, people].sum(axis=(1, 2)))
        buyers.odds[:, people] += short[:, np.newaxis]
        if max(np.abs(off).max(), np.abs(short).max()) < CLOSE:
            return


def open_market(
    online: Online, demand: Demand, freight: Freight, country: Country, money: int
) -> Market:
    """The market of a nation, its constants found.

    country  all its provinces; money: grains an RMB
    """
    sales = sales_by_category(online)
    shares = seller_shares(country)
    offers = open_offers(online, country, shares, money)
    buyers = open_buyers(online, demand, country, money)
    parcels = open_parcels(online, freight, country)
    buyers.odds[:SERVICES] += odds_of_places(online, freight, country)
    trade = room_for_trade(len(country))
    market = market_of(offers, buyers, parcels, trade)
    choosing = choosing_of(online, demand)
    of_people = (1.0 - online.outside_share) * sales * money
    terms = carriage_of(online, money)
    for _ in range(ROUNDS):
        post_terms(parcels, terms)
        find_constants(market, choosing, shares, of_people)
        note_flows(parcels, trade, terms.consolidation)
    post_terms(parcels, terms)
    find_constants(market, choosing, shares, of_people)
    # Where the offers are better than in the nation, more is spent online from the beginning.
    people = buyers.people > 0.0
    values = market.choose(choosing, MID_2016)
    buyers.odds[:, people] += online.nest * values[:, people]
    buyers.value[:] = values
    return market


@cache
def nation_online(
    online: Online, demand: Demand, freight: Freight, primary_growth: float, money: int
) -> Market:
    """The nation's market as the data have it; not to be written to.

    money  grains of money an RMB
    """
    country = at_2016(read_country(), demand.income_growth, primary_growth)
    return open_market(online, demand, freight, country, money)
