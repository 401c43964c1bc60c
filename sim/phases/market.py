"""Evening: prices for the next day are posted, from the producer down to the shop."""

from typing import Annotated, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, Phase, Tiers, part
from sim.engine.settings import From, filled
from sim.engine.tables.columns import wide
from sim.engine.units import in_money_a_grain
from sim.phases.farm.destinations import look_for_markets
from sim.phases.farm.produce_market import brokers_ask, post_produce
from sim.phases.shops.tastes import customers_notice, look_around, notice
from sim.rules.goods_prices import (
    adapted_markup_factor,
    competitive_price,
    cost_of_arrivals,
    goods_price,
)
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind
from sim.scenario.groups.price import GoodsPricing


class Settings(NamedTuple):
    """How goods are priced."""

    goods_pricing: Annotated[int, From("price.goods")]  # GoodsPricing
    # elasticity of a markup to volume
    markup_response: Annotated[float, From("price.markup_response")]
    # lowest markup against the usual one
    markup_floor: Annotated[float, From("price.markup_floor")]
    # share of the producer's price on direct orders
    platform_fee: Annotated[float, From("direct.platform_fee")]
    freight_below: float  # money a grain that all who buy from a maker pay; 0 where they differ
    # part of what is lost on the way that counts in the cost of the rest
    loss_in_cost: Annotated[float, From("price.loss_in_cost")]


@compiled_part
def adapt_markups(keepers, settings, lo, hi):
    """Firms lo..hi-1 compare their volume with what they are used to."""
    for keeper in range(lo, hi):
        keepers.markup_factor[keeper] = adapted_markup_factor(
            keepers.volume[keeper],
            keepers.reference[keeper],
            settings.markup_response,
            settings.markup_floor,
        )


@compiled_part
def landed_costs(price, supplier_of, freight, direct, fee, drop_share):
    """What a grain costs each shelf at its supplier's price of tonight, carriage and fee included.

    price  (all shelves,); the others: of the shelves in question
    """
    landed = np.empty(len(supplier_of), np.float64)
    for i in range(len(landed)):
        posted = wide(price[max(supplier_of[i], 0)])
        landed[i] = posted + freight[i] + posted * (fee + drop_share[i]) * direct[i]
    return landed


@compiled_part
def count_losses(landed, lost, counted):
    """What arrives bears the cost of what is lost on the way; counted: the part of it that does."""
    for i in range(len(landed)):
        landed[i] = cost_of_arrivals(landed[i], wide(lost[i]), counted)


@compiled_part
def spread_factors(keepers, factors, lo, hi):
    """Write the factor on the markup of each of the keepers lo..hi-1 to all its shelves."""
    first_shelf = keepers.first_shelf
    first = first_shelf[lo]
    for keeper in range(lo, hi):
        for i in range(first_shelf[keeper] - first, first_shelf[keeper + 1] - first):
            factors[i] = keepers.markup_factor[keeper]


@compiled_part
def mark_up(price, supplier_of, rule, landed, markup, factors, choke_of):
    """Post the prices of the shelves that have a supplier, all arguments being theirs.

    factors, choke_of  None where markups stay as they are, and where demand ends nowhere
    """
    for i in range(len(price)):
        factor = 1.0 if factors is None else factors[i]
        choke = 0.0 if choke_of is None else choke_of[i]
        posted = goods_price(rule, landed[i], markup[i], factor, choke)
        price[i] = posted if supplier_of[i] >= 0 else price[i]


@compiled_part
def compete(price, supplier_of, landed, opening, markup, elasticity):
    """Shops price by how their customers answer; all arguments are of the same shelves."""
    for i in range(len(price)):
        posted = competitive_price(landed[i], opening[i], markup[i], elasticity[i])
        price[i] = posted if supplier_of[i] >= 0 else price[i]


@compiled_part
def post_prices(tables, settings, on_top, piece):
    """Prices of the shelves of a piece's keepers, all of one level.

    on_top  money a grain that buyers pay besides the price
    """
    shelves, terms, keepers = tables.shelves, tables.terms, tables.keepers
    choke, level, lo, hi = tables.products.choke, piece.level, piece.lo_keeper, piece.hi_keeper
    first, end = keepers.first_shelf[lo], keepers.first_shelf[hi]
    supplier_of, product_of = terms.supplier[first:end], shelves.product[first:end]
    landed = landed_costs(
        shelves.price,
        supplier_of,
        terms.freight[first:end],
        terms.direct[first:end],
        settings.platform_fee,
        terms.drop_share[first:end],
    )
    if settings.loss_in_cost > 0.0:
        count_losses(landed, terms.transit_loss[first:end], settings.loss_in_cost)
    price, markup = shelves.price[first:end], shelves.markup[first:end]
    if level == 0 and settings.goods_pricing == GoodsPricing.ADAPTIVE_MARKUP:
        opening, elasticity = shelves.opening_cost[first:end], shelves.elasticity[first:end]
        compete(price, supplier_of, landed, opening, markup, elasticity)
        return
    if level == 0 and settings.goods_pricing != GoodsPricing.SUCCESSIVE_MONOPOLY:
        mark_up(price, supplier_of, settings.goods_pricing, landed, markup, None, None)
        return
    choke_of = np.zeros(len(landed), np.float64)
    if settings.goods_pricing == GoodsPricing.SUCCESSIVE_MONOPOLY:
        for i in range(len(landed)):
            choke_of[i] = choke[product_of[i]] - on_top
    factors = np.ones(len(landed), np.float64)
    if level > 0:
        spread_factors(keepers, factors, lo, hi)
    mark_up(price, supplier_of, settings.goods_pricing, landed, markup, factors, choke_of)


@part(
    Over.LEVEL,
    reads="shelves: product markup elasticity opening_cost; terms: supplier direct freight"
    " drop_share transit_loss; keepers: first_shelf volume reference; products: choke",
    writes="shelves: price; keepers: markup_factor",
)
def post_upstream(tables, own, rules, today, piece):
    """A tier posts its prices; so a change passes all tiers tonight."""
    settings, keepers, level = rules.market, tables.keepers, piece.level
    adapt_markups(keepers, settings, piece.lo_keeper, piece.hi_keeper)
    on_top = settings.freight_below if level == rules.accounting.roles.makers else 0.0
    post_prices(tables, settings, on_top, piece)


@part(
    Over.SHOPS,
    reads="shelves: product listed taste price markup opening_cost; keepers: province cell"
    " first_shelf end_neighbour alike open traffic; products: category online retail_price"
    " elasticity shop_elasticity wanted appeal; cells: kept purse",
    writes="shelves: log_mean elasticity",
    needed=customers_notice,
)
def notice_prices(tables, own, rules, today, piece):
    """Some customers notice today's prices."""
    notice(tables, rules.tastes, rules.neighbours, today.day, piece.lo_keeper, piece.hi_keeper)


@part(
    Over.SHOPS,
    reads="shelves: product markup elasticity opening_cost; terms: supplier direct freight"
    " drop_share transit_loss; keepers: first_shelf markup_factor; products: choke",
    writes="shelves: price",
)
def post_in_shops(tables, own, rules, today, piece):
    """Shops post tomorrow's prices."""
    post_prices(tables, rules.market, 0.0, piece)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    alike = scenario.population.kind == PopulationKind.EXPLICIT and scenario.n_levels > 1
    freight = in_money_a_grain(scenario.freight.per_kg, scenario.grain)
    return filled(Settings, scenario, freight_below=freight if alike else 0.0)


PHASE = Phase(
    "market",
    __doc__ or "",
    steps=(
        (look_around, look_for_markets),
        post_produce,
        brokers_ask,
        Tiers((post_upstream,), upwards=False),
        notice_prices,
        post_in_shops,
    ),
)
