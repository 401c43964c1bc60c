"""Tomorrow's prices of produce: wet markets, farmers' asks, brokers' offers. A part of market."""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.units import in_money_a_grain
from sim.engine.year import DAYS_A_YEAR
from sim.phases.farm.destinations import priced_daily
from sim.phases.farm.posted_prices import post_ask, post_offer, post_price, put_on_sale
from sim.rules.channels import channel_shares
from sim.rules.produce_prices import asked_of_wholesalers
from sim.scenario import Scenario


class Settings(NamedTuple):
    """How produce is priced, and how farmers and brokers choose."""

    produce_pricing: Annotated[int, From("price.produce")]  # ProducePricing
    # of what is sold, bought, traded, offered and ordered of late, a day
    price_smoothing: Annotated[float, From("market.price_smoothing")]
    # of what brokers are used to buy, a day
    reference_smoothing: Annotated[float, From("price.reference_smoothing")]
    # processors' price against the opening price of wet markets
    processor_share: Annotated[float, From("market.processor_price_share")]
    price_ceiling: Annotated[float, From("market.price_ceiling")]  # highest price against it
    market_fee: Annotated[float, From("farm.market_fee")]  # the market's share of the price
    haul: Annotated[float, From("farm.haul_per_kg", in_money_a_grain)]  # money a grain
    # share of the price that a farmer gives for a sure one
    risk: Annotated[float, From("farm.price_risk")]
    markup: Annotated[float, From("price.broker_markup")]  # a broker's usual share over cost
    # elasticity of the markup to volume
    markup_response: Annotated[float, From("price.markup_response")]
    # lowest markup against the usual one
    markup_floor: Annotated[float, From("price.markup_floor")]
    power: Annotated[float, From("price.farmer_power")]  # the farmer's in a bargain
    # logit scale of the channel against the opening price
    channel_scale: Annotated[float, From("farm.choice_scale")]
    # the same of the destination
    destination_scale: Annotated[float, From("market.destination_scale")]
    # days between two comparisons of destinations
    compare_days: Annotated[int, From("market.compare_days")]
    # share of the price that direct sale costs in sorting and packing
    effort: Annotated[float, From("farm.direct_effort")]
    # share of the price that the shop pays on top
    platform_fee: Annotated[float, From("direct.platform_fee")]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario)


@compiled_part
def count_trade(shelves, keepers, markets, first_broker, province):
    """What brokers of a province have sold to wholesalers tonight."""
    traded = markets.traded[province]
    traded[:] = 0
    for broker in range(first_broker[province], first_broker[province + 1]):
        for i in range(keepers.first_shelf[broker], keepers.first_shelf[broker + 1]):
            traded[shelves.product[i]] += shelves.sold[i]


@compiled_part
def post_produce_prices(
    shelf_price, markets, crops, wholesale_shelf, settings, tomorrow, grown, province
):
    """Tomorrow's prices at the market of a province; for what grows there, offers and asks as well.

    shelf_price      float32 (shelves,)
    wholesale_shelf  int32 (provinces, products): where shops buy it of a wholesaler, or -1
    tomorrow         day of the year
    grown            int32 (kinds,): rows of the kinds of produce
    """
    for product in grown:
        sold = put_on_sale(markets, crops, tomorrow, province, product)
        price = post_price(markets, crops.elasticity[product], sold, settings, province, product)
        if markets.grown[province, product] == 0:
            continue
        offer, outside = post_offer(markets, settings, price, province, product)
        seen, best = wholesale_shelf[province, product], max(outside, offer)
        direct, to_shops = post_ask(shelf_price, markets, seen, settings, best, province, product)
        scale = settings.channel_scale * markets.base_price[province, product]
        chances = channel_shares(offer, outside, direct, to_shops, scale)
        markets.to_broker[province, product], markets.to_market[province, product] = chances


class Produce(NamedTuple):
    """What the prices of produce are made of."""

    wholesale_shelf: NDArray[np.int32]  # (provinces, products): where shops buy it, or -1
    grown: NDArray[np.int32]  # (kinds,): rows of the kinds of produce
    first_broker: NDArray[np.int64]  # (provinces + 1,): where each province's brokers begin


@part(
    Over.PROVINCES,
    reads="shelves: product sold; keepers: first_shelf; markets: grown base_price usual resale"
    " platform_shelf has_direct; crops: elasticity season_first season_days on_sale",
    writes="shelves: price; markets: price processed offer ask to_broker to_market taken"
    " brought in_store taken_smooth bought bought_smooth bought_usual traded traded_smooth put"
    " ordered offered sold_direct",
    needed=priced_daily,
)
def post_produce(tables, own, rules, today, piece):
    """All prices of produce of a province: at its market and farm gates, and on the platform."""
    farm, produce, shelves = tables.farm, own.room.produce, tables.shelves
    count_trade(shelves, tables.keepers, farm.markets, produce.first_broker, piece.number)
    post_produce_prices(
        shelves.price,
        farm.markets,
        farm.crops,
        produce.wholesale_shelf,
        rules.produce_market,
        (today.day_of_year + 1) % DAYS_A_YEAR,
        produce.grown,
        piece.number,
    )


@part(
    Over.BROKERS,
    reads="shelves: product; keepers: province first_shelf; markets: price resale",
    writes="shelves: price",
    needed=priced_daily,
)
def brokers_ask(tables, own, rules, today, piece):
    """Brokers ask what their market pays, or what others leave them."""
    shelves, keepers, markets = tables.shelves, tables.keepers, tables.farm.markets
    for broker in range(piece.lo_keeper, piece.hi_keeper):
        province = keepers.province[broker]
        price, resale = markets.price[province], markets.resale[province]
        for i in range(keepers.first_shelf[broker], keepers.first_shelf[broker + 1]):
            product = shelves.product[i]
            shelves.price[i] = asked_of_wholesalers(price[product], resale[product])


def produce_of(state: State) -> Produce | None:
    """What prices are made of; None: there are no farmers."""
    farm = state.farm
    if farm is None:
        return None
    brokers = state.keepers_at(state.roles.brokers)
    province = state.keepers.province[brokers]
    ends = brokers.start + np.searchsorted(province, np.arange(len(state.province_names) + 1))
    return Produce(farm.wholesale_shelf, farm.grown, ends.astype(np.int64))
