"""Tomorrow's prices of produce and the chances of each way to sell it, kind by kind."""

import numpy as np
import pytest

from sim.model.calendar import today_of
from sim.phases import market
from sim.rules.channels import channel_shares
from sim.rules.goods_prices import adapted_markup_factor
from sim.rules.produce_prices import (
    broker_offer,
    expected_receipts,
    farmers_outside_option,
    market_price,
    share_of_processors,
    split,
    worth_of_offering,
)
from sim.rules.seasons import days_in_store
from sim.scenario import ProducePricing
from tests.phases.alone import country, rows_of, run, with_rules

NEW, SLOW, EVERY = 0.25, 0.125, 7


def prepared(rule=ProducePricing.BARGAINING):
    """Markets in which everything has happened that can happen in a day."""
    model = country()
    with_rules(
        model, "produce_market", produce_pricing=int(rule), price_smoothing=NEW,
        reference_smoothing=SLOW, compare_days=EVERY, effort=0.1, platform_fee=0.05,
    )  # fmt: skip
    luck, markets = np.random.default_rng(8), model.state.farm.markets
    shape = markets.price.shape
    for name in ("taken", "bought", "put", "ordered"):
        getattr(markets, name)[:] = luck.integers(0, 50, shape)
    markets.brought[:] = luck.integers(0, markets.taken + 1)
    markets.in_store[:] = luck.uniform(0, 500, shape)
    first, end = (int(k) for k in model.state.levels.first_keeper[model.state.n_levels :][:2])
    brokers = slice(rows_of(model, first).start, rows_of(model, end).start)
    model.state.shelves.sold[brokers] = luck.integers(0, 20, brokers.stop - brokers.start)
    for name in (
        "taken_smooth", "bought_smooth", "bought_usual", "offered", "sold_direct", "traded_smooth",
    ):  # fmt: skip
        getattr(markets, name)[:] = luck.uniform(5, 50, shape)
    markets.offered[:, ::3] = 0.0
    markets.put[:, ::3] = 0
    markets.price[:] = markets.base_price * luck.uniform(0.6, 1.8, shape)
    markets.resale[:] = markets.base_price * luck.uniform(0.5, 1.5, shape)
    markets.usual[:] *= luck.uniform(0, 2, shape) > 0.5
    markets.has_direct[:] = [1, 0]
    return model


def kinds(model):
    """What grows where: (province, product)."""
    farm = model.state.farm
    found = set(zip(farm.farmers.province[farm.plots.farmer], farm.plots.product, strict=True))
    assert len(found) > 10
    return sorted((int(place), int(product)) for place, product in found)


def sold_to_wholesalers(model):
    """Tonight's of each province and product, by brokers."""
    state = model.state
    sold = np.zeros(state.farm.markets.price.shape)
    first, end = (int(k) for k in state.levels.first_keeper[state.n_levels :][:2])
    for broker in range(first, end):
        rows = rows_of(model, broker)
        place = int(state.keepers.province[broker])
        np.add.at(sold[place], state.shelves.product[rows], state.shelves.sold[rows])
    assert sold.any()
    return sold


def on_sale(model, old, place, product):
    """What brokers sent, and an even part of what farmers brought; as usual out of season."""
    tomorrow = today_of(model.asked, model.run_seed, EVERY + 1).day_of_year + 1
    crops = model.state.farm.crops
    season = crops.season_first[product], crops.season_days[product], crops.on_sale[product]
    days = days_in_store(tomorrow % 365, *(column.item() for column in season))
    taken, brought, stored, usual = (
        float(old[name][place, product]) for name in ("taken", "brought", "in_store", "usual")
    )
    if days == 0:
        return max(taken + stored, usual)
    return taken - brought + (stored + brought) / max(days, 1.0)


def test_a_market_sells_what_farmers_bring_evenly_over_the_year():
    """Rice is cut on some 60 evenings, and sold on all; what is out of season is not missed."""
    model = country()
    state = model.state
    markets, crops = state.farm.markets, state.farm.crops
    rice, melon = (list(state.product_names).index(name) for name in ("rice", "watermelon"))
    with_rules(model, "produce_market", price_smoothing=1.0)
    markets.in_store[:] = 0.0
    found, first = [], int(crops.season_first[rice])
    for day in range(2 * 365):
        today = today_of(model.asked, model.run_seed, day)
        cut = (today.day_of_year - first) % 365 < crops.season_days[rice]
        markets.taken[0, rice] = markets.brought[0, rice] = 3650 * cut
        run(model, market, day)
        found.append(float(markets.taken_smooth[0, rice]))
        since = (today.day_of_year + 1 - crops.season_first[melon]) % 365
        if 0 < since <= crops.on_sale[melon]:
            assert markets.taken_smooth[0, melon] == 0.0
        else:
            assert markets.price[0, melon] == pytest.approx(markets.base_price[0, melon])
    even = 3650 * float(crops.season_days[rice]) / 365
    assert found[365:-1] == pytest.approx([even] * 364, rel=0.01)


@pytest.mark.parametrize("rule", list(ProducePricing))
def test_prices_offers_asks_and_chances(rule):
    model = prepared(rule)
    state, settings = model.state, model.rules.produce_market
    markets, crops, prices = state.farm.markets, state.farm.crops, state.shelves.price
    old = {name: np.array(getattr(markets, name)) for name in markets._fields}
    seen_price = np.array(prices)
    run(model, market, EVERY + 1)

    def smoothed(name, value, where, weight=NEW):
        expected = old[name][where] + weight * (value - old[name][where])
        assert getattr(markets, name)[where] == pytest.approx(expected, rel=1e-5), name
        return float(expected)

    grown = set(kinds(model))
    for where in np.ndindex(markets.price.shape):
        place, product = where
        if product not in state.farm.grown:
            continue
        base = float(markets.base_price[where])
        taken = smoothed("taken_smooth", on_sale(model, old, *where), where)
        price = market_price(
            base, taken, float(markets.usual[where]), float(crops.elasticity[product]),
            settings.processor_share, settings.price_ceiling,
        )  # fmt: skip
        assert markets.price[where] == pytest.approx(price, rel=1e-5)
        processed = share_of_processors(
            taken, float(markets.usual[where]), float(crops.elasticity[product]),
            settings.processor_share,
        )  # fmt: skip
        assert markets.processed[where] == pytest.approx(processed, rel=1e-5)
        assert markets.taken[where] == 0 and markets.brought[where] == 0
        if where not in grown:
            continue
        recent = smoothed("bought_smooth", old["bought"][where], where)
        usual = smoothed("bought_usual", old["bought"][where], where, SLOW)
        factor = adapted_markup_factor(
            recent, usual, settings.markup_response, settings.markup_floor
        )
        outside = farmers_outside_option(price, settings.market_fee, settings.haul, settings.risk)
        traded = smoothed("traded_smooth", sold_to_wholesalers(model)[where], where)
        resale = float(markets.resale[where])
        expects = expected_receipts(resale, max(price, resale), traded, recent)
        offer = broker_offer(
            int(rule), expects, settings.markup, factor, outside,
            settings.power,
        )  # fmt: skip
        assert markets.offer[where] == pytest.approx(offer, rel=1e-5)
        offered = smoothed("offered", old["put"][where], where)
        ordered = smoothed("sold_direct", old["ordered"][where], where)
        shelf = int(markets.platform_shelf[where])
        seen = int(state.farm.wholesale_shelf[where])
        is_open = bool(shelf >= 0 and seen >= 0 and markets.has_direct[place])
        direct = 0.0
        if is_open:
            value = float(seen_price[seen]) / 1.05
            ask = split(max(outside, offer) / 0.9, value, settings.power)
            assert markets.ask[where] == pytest.approx(ask, rel=1e-5)
            assert prices[shelf] == pytest.approx(ask, rel=1e-5)
            direct = worth_of_offering(ask, 0.1, ordered, offered)
        shares = channel_shares(offer, outside, direct, int(is_open), settings.channel_scale * base)
        found = markets.to_broker[where], markets.to_market[where]
        assert found == pytest.approx(shares, abs=1e-4)
        for name in ("bought", "put", "ordered"):
            assert getattr(markets, name)[where] == 0

    brokers = state.levels.first_keeper[state.n_levels :][:2]
    for i in range(*state.keepers.first_shelf[brokers].tolist()):
        where = state.keepers.province[state.shelves.keeper[i]], state.shelves.product[i]
        assert prices[i] == max(markets.price[where], markets.resale[where])


@pytest.mark.parametrize("every", [1, EVERY])
def test_some_brokers_compare_markets_one_province_after_another(every):
    """Three sevenths of them on one day in three; all know every day what they would get."""
    model = prepared()
    with_rules(model, "produce_market", compare_days=every)
    state, settings = model.state, model.rules.produce_market
    markets, routes = state.farm.markets, state.routes
    before = np.sort(np.random.default_rng(2).uniform(size=markets.destination.shape))
    before[..., -1] = 1.0
    part = min(3 / every, 1.0)
    turns = np.zeros(markets.price.shape, int)
    for day in range(EVERY, EVERY + 3):
        markets.destination[:] = before
        price = markets.price.astype(float)
        run(model, market, day)
        for origin, product in kinds(model):
            arrives = (1 - float(state.farm.crops.transit_loss[product])) ** routes.days[origin]
            freight = routes.cost[origin].astype(float) * float(state.products.weight[product])
            nets = price[:, product] * arrives - freight
            scale = settings.destination_scale * float(markets.base_price[origin, product])
            usual = np.asarray(markets.usual[:, product], float)
            weights = usual * np.exp((nets - nets.max()) / scale)
            shares = old = np.diff(before[origin, product], prepend=0.0)
            found = np.asarray(markets.destination[origin, product])
            if not np.array_equal(found, before[origin, product].astype(found.dtype)):
                turns[origin, product] += 1
                shares = old + part * (weights / weights.sum() - old)
                assert found == pytest.approx(np.cumsum(shares), abs=1e-4)
            waits = state.farm.crops.life[product] > 2  # until tomorrow evening, when brokers sell
            expected = waits * (shares @ nets)
            assert markets.resale[origin, product] == pytest.approx(expected, rel=1e-4)
    wanted = np.asarray(markets.usual).sum(axis=0) > 0
    found = [int(turns[where]) for where in kinds(model) if wanted[where[1]]]
    assert len(found) > 10 and set(found) == {1}
