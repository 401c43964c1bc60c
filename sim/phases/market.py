"""Evening: prices for the next day are posted, from the producer down to the shop."""

from typing import Any, NamedTuple

import numpy as np

from sim.engine.columns import wide
from sim.engine.compiling import compiled, compiled_part
from sim.engine.phase import Locality, Phase, columns
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.phases import produce_market, tastes
from sim.rules.goods_prices import adapted_markup_factor, goods_price
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How goods are priced."""

    rule: int  # GoodsPricing
    pass_through: float  # share of a change of cost that a shop passes on
    response: float  # elasticity of a markup to volume
    floor: float  # lowest markup against the usual one
    platform_fee: float  # share of the producer's price on direct orders


@compiled_part
def adapt_markups(keepers, settings, lo, hi):
    """Firms lo..hi-1 compare their volume with what they are used to."""
    for keeper in range(lo, hi):
        keepers.markup_factor[keeper] = adapted_markup_factor(
            keepers.volume[keeper], keepers.reference[keeper], settings.response, settings.floor
        )


@compiled_part
def post_prices(shelves, terms, keepers, products, settings, level, lo, hi):
    """Prices of the shelves of the keepers lo..hi-1, all of one level."""
    pass_through = settings.pass_through if level == 0 else 1.0
    for keeper in range(lo, hi):
        factor = keepers.markup_factor[keeper] if level > 0 else 1.0
        for i in range(keepers.first_shelf[keeper], keepers.first_shelf[keeper + 1]):
            supplier = terms.supplier[i]
            if supplier < 0:
                continue
            landed = wide(shelves.price[supplier]) + terms.freight[i]
            if terms.direct[i]:
                landed += shelves.price[supplier] * settings.platform_fee
            shelves.price[i] = goods_price(
                settings.rule,
                landed,
                shelves.opening_cost[i],
                pass_through,
                shelves.markup[i],
                factor,
                products.choke[shelves.product[i]],
            )


@compiled
def run(shelves, terms, keepers, products, levels, settings, n_levels):
    """Post prices from the makers down to the shops, so that a change passes all tiers tonight."""
    for step in range(n_levels):
        level = n_levels - 1 - step
        lo, hi = levels.first_keeper[level], levels.first_keeper[level + 1]
        if level > 0:
            adapt_markups(keepers, settings, lo, hi)
        post_prices(shelves, terms, keepers, products, settings, level, lo, hi)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    price = scenario.price
    return Settings(
        int(price.goods),
        price.shop_pass_through,
        price.markup_response,
        price.markup_floor,
        scenario.direct.platform_fee,
    )


def post_produce(state: State, settings: produce_market.Settings, today: Today) -> None:
    """Prices of produce at wet markets, farm gates, brokers and the platform."""
    farm = state.farm
    assert farm is not None
    shelves, keepers, markets = state.shelves, state.keepers, farm.markets
    if today.day % settings.compare_days == 0:
        produce_market.compare_destinations(
            state.products, state.routes, markets, farm.crops, settings, farm.grown
        )
    seen = shelves.price[farm.wholesale_shelf] * (farm.wholesale_shelf >= 0)
    produce_market.post_produce_prices(
        shelves, markets, farm.crops, seen.astype(np.float64), settings, farm.grown
    )
    lo, hi = (
        int(row) for row in keepers.first_shelf[state.levels.first_keeper[state.n_levels :][:2]]
    )
    produce_market.post_broker_prices(shelves, keepers, markets, lo, hi)


def take_notice(state: State, settings: tastes.Settings, today: Today) -> None:
    """Fashions move, and some customers notice tonight's prices."""
    if today.day % settings.notice_days == 0:
        if today.counting:
            tastes.move_fashions(state, settings, today)
        tastes.average_prices(state.shelves, state.keepers, state.products, state.shops)
    tastes.notice(state.shelves, state.keepers, state.products, settings, today, state.shops)


def others(state: State, rules: Any, today: Today) -> None:
    """Post all prices for tomorrow, produce first."""
    if state.farm is not None:
        post_produce(state, rules.produce_market, today)
    run(
        state.shelves,
        state.terms,
        state.keepers,
        state.products,
        state.levels,
        rules.market,
        state.n_levels,
    )
    if not state.explicit:
        take_notice(state, rules.tastes, today)


PHASE = Phase(
    "market",
    __doc__ or "",
    Locality.GLOBAL,
    reads=columns(
        "keepers: first_shelf province traffic volume reference;"
        "shelves: keeper product markup opening_cost; terms: supplier direct freight;"
        "products: choke popularity elasticity weight; levels: first_keeper; routes: days cost;"
        "markets: base_price usual platform_shelf has_direct;"
        "crops: elasticity transit_loss gate_price"
    ),
    writes=columns(
        "keepers: markup_factor; shelves: price log_mean; products: drift mean_price opening_price;"
        "markets: price taken taken_smooth offer bought bought_smooth bought_usual ask offered put"
        " ordered sold_direct destination resale to_broker to_market"
    ),
    chunk=None,
    others=others,
)
