"""Customers of a neighbourhood choose among its shelves, and owners see what their prices do.

A part of the market phase, and of adoption where a product makes way for another. Customers want a
category first, then one of the shops in reach for it, then one of its products there; so what one
shelf wins others of its nest lose, in the same shop or next door.
"""

import math
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import Stream, bits, day_key, fraction, index_of
from sim.engine.settings import From, filled
from sim.engine.tables.columns import wide
from sim.phases.shops.nests import drawn_by, gather, weigh
from sim.rules.forecasts import smooth
from sim.rules.nested_choice import (
    faced_elasticity,
    log_of_dearness,
    log_taste,
    wanted_at_usual_prices,
)
from sim.rules.normal_draws import standard_normal
from sim.scenario import Scenario

STREAM = int(Stream.TASTE)
HARDLY_ANY = 1e-30  # money a day of what nobody wants, which has a logarithm


class Customers(NamedTuple):
    """Those of a neighbourhood."""

    people: float
    variety_growth: float  # elasticity of a category's demand to what is carried
    product_elasticity: float  # between the products of a category in a shop, without sign
    purse: float  # log of what they have to spend
    kept: NDArray[np.float64]  # (categories online,): log of what they keep for shops


class Settings(NamedTuple):
    """How customers choose, and how owners learn how they do."""

    # elasticity between the products of a category in a shop, without sign
    product_elasticity: Annotated[float, From("demand.product_elasticity")]

    # standard deviation of the log of a shop's customers' taste
    taste_spread: Annotated[float, From("demand.shop_taste_sd")]
    # elasticity of a category's demand to what is carried
    variety_growth: Annotated[float, From("demand.variety_growth")]
    seeing: float  # weight of a round in the share that an owner sees
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    a_round = scenario.demand.notice_days
    seeing = 1.0 - (1.0 - scenario.price.markup_smoothing) ** a_round
    return filled(Settings, scenario, seeing=seeing)


@compiled_part
def taste_of(seed, shop, product, spread):
    """Log of what a shop's customers like a product more than others do; always the same."""
    first, second = day_key(seed, STREAM, 0)
    u = fraction(bits(first, second, index_of(shop, 2 * product)))
    v = fraction(bits(first, second, index_of(shop, 2 * product + 1)))
    return log_taste(standard_normal(u, v), spread)


@compiled_part
def log_share_of_customers(products, product, customers, worth, drawn):
    """Log of what a nest is asked for in all, over what is drawn to it.

    product  one of its category; worth, drawn: sums over the shops
    """
    people, growth = customers.people, customers.variety_growth
    wanted = wanted_at_usual_prices(products.wanted[product], people, worth, growth)
    dear = log_of_dearness(
        drawn, worth, wide(products.shop_elasticity[product]), wide(products.elasticity[product])
    )
    log_part = math.log(max(wanted, HARDLY_ANY) / drawn)
    return log_part + dear + customers.purse + customers.kept[products.online[product]]


@compiled_part
def log_share_if_listed(products, product, customers, nests, here, worth, pull):
    """Log of what a shelf were asked for, over its pull, had its goods arrived in the shop `here`.

    worth, pull  of the shelf
    """
    nest = products.category[product]
    in_worth, in_pull = nests.worth[here, nest] + worth, nests.pull[here, nest] + pull
    drawn = drawn_by(products, product, customers.product_elasticity, in_worth, in_pull)
    of_others = nests.drawn[:, nest].sum() - nests.drawn[here, nest]
    of_nest = log_share_of_customers(
        products, product, customers, nests.worth[:, nest].sum() + worth, of_others + drawn
    )
    return math.log(drawn / in_pull) + of_nest


@compiled_part
def customers_of(tables, settings, first, end):
    """Customers of the shops first..end-1, a neighbourhood."""
    keepers, cells, cell = tables.keepers, tables.cells, tables.keepers.cell[first]
    people = 0.0
    for shop in range(first, end):
        people += math.exp(wide(keepers.traffic[shop])) * keepers.open[shop]
    growth, between_products = settings.variety_growth, settings.product_elasticity
    return Customers(people, growth, between_products, cells.purse[cell], cells.kept[:, cell])


@compiled_part
def choose(tables, settings, seeing, first, end):
    """The customers of the shops first..end-1, a neighbourhood, choose anew among its shelves.

    seeing  weight of today in the share of customers that an owner sees
    What has not arrived is not chosen; its `log_mean` says what it will be asked for.
    """
    keepers, category = tables.keepers, tables.products.category
    customers = customers_of(tables, settings, first, end)
    if customers.people == 0.0:
        return
    shelves = keepers.first_shelf[end] - keepers.first_shelf[first]
    worth, pull = np.empty(shelves), np.empty(shelves)
    weigh(tables, settings, first, end, worth, pull)
    nests = gather(tables, settings, first, end, worth, pull)
    worth_of, drawn_of = nests.worth.sum(axis=0), nests.drawn.sum(axis=0)
    shares = np.zeros(len(category))
    for product in range(len(category)):
        nest = category[product]
        if drawn_of[nest] > 0.0 and shares[nest] == 0.0:
            shares[nest] = log_share_of_customers(
                tables.products, product, customers, worth_of[nest], drawn_of[nest]
            )
    at = 0
    for shop in range(first, end):
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            product, here = tables.shelves.product[i], shop - first
            nest = category[product]
            if tables.shelves.listed[i]:
                of_shop = math.log(nests.drawn[here, nest] / nests.pull[here, nest])
                tables.shelves.log_mean[i] += shares[nest] + of_shop
            else:
                tables.shelves.log_mean[i] += log_share_if_listed(
                    tables.products, product, customers, nests, here, worth[at], pull[at]
                )
            at += 1
    if seeing > 0.0:
        see_shares(tables, seeing, first, end, nests.drawn, drawn_of)


@compiled_part
def see_shares(tables, seeing, first, end, drawn, drawn_of):
    """Owners see what part of the customers for a category is theirs, and so how these answer.

    drawn     float64 (shops first..end-1, categories); drawn_of: float64 (categories,), their sum
    """
    shelves, keepers, products = tables.shelves, tables.keepers, tables.products
    first_shelf = keepers.first_shelf
    for shop in range(first, end):
        alike = wide(keepers.alike[shop])
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            if shelves.listed[i]:
                product = shelves.product[i]
                nest = products.category[product]
                # Those that an agent stands for are rivals, too, and none decides for the others.
                share = min(drawn[shop - first, nest] / drawn_of[nest] / alike, 1.0)
                faced = faced_elasticity(
                    share,
                    wide(products.shop_elasticity[product]),
                    wide(products.elasticity[product]),
                )
                shelves.elasticity[i] = smooth(shelves.elasticity[i], faced, seeing)
