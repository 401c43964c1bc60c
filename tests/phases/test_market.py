"""Tomorrow's prices stand in the relation that the rule asks, from the maker down to the shop."""

import numpy as np
import pytest

from sim.phases import market
from sim.rules.goods_prices import adapted_markup_factor, competitive_price, goods_price
from sim.scenario import GoodsPricing
from tests.phases.alone import country, run, with_rules

FEE, RESPONSE, FLOOR = 0.05, 0.6, 0.5


@pytest.mark.parametrize("rule", list(GoodsPricing))
@pytest.mark.parametrize(("on_top", "counted"), [(0.0, 0.0), (0.5, 0.6)])
def test_every_price_is_made_on_tonight_s_price_of_the_supplier(rule, on_top, counted):
    model = country()
    changes = {"markup_response": RESPONSE, "markup_floor": FLOOR}
    changes |= {"freight_below": on_top, "loss_in_cost": counted}
    with_rules(model, "market", goods_pricing=int(rule), platform_fee=FEE, **changes)
    state, luck = model.state, np.random.default_rng(6)
    shelves, terms, keepers = state.shelves, state.terms, state.keepers
    rows = slice(0, state.firm_shelves)
    keepers.volume[:] = luck.uniform(1, 100, len(keepers.volume))
    keepers.reference[:] = luck.uniform(1, 100, len(keepers.volume))
    shelves.opening_cost[rows] = luck.uniform(1, 5, rows.stop)
    shelves.markup[rows] = luck.uniform(0.05, 0.4, rows.stop)
    state.products.choke[:] = luck.uniform(500, 900, len(state.products.choke))
    shops = slice(0, state.shop_shelves)
    terms.direct[shops] = luck.integers(0, 2, shops.stop)
    terms.drop_share[shops] = luck.uniform(0, 0.1, shops.stop)
    terms.freight[rows] = luck.uniform(0, 1, rows.stop)
    terms.transit_loss[rows] = luck.uniform(0, 0.5, rows.stop)
    shelves.elasticity[shops] = luck.uniform(0.5, 8.0, shops.stop)
    with_rules(model, "tastes", notice_days=0)
    run(model, market)

    makers = state.n_levels - 1
    level_of = np.asarray(keepers.level)[np.asarray(shelves.keeper)]
    checked = 0
    for i in np.flatnonzero((level_of <= makers) & (np.asarray(terms.supplier) >= 0)).tolist():
        keeper, level = int(shelves.keeper[i]), int(level_of[i])
        above = float(shelves.price[terms.supplier[i]])
        landed = (
            above
            + float(terms.freight[i])
            + above * int(terms.direct[i]) * (FEE + float(terms.drop_share[i]))
        )
        landed /= 1.0 - counted * float(terms.transit_loss[i])
        factor = 1.0
        if level > 0:
            factor = adapted_markup_factor(
                float(keepers.volume[keeper]), float(keepers.reference[keeper]), RESPONSE, FLOOR
            )
            assert keepers.markup_factor[keeper] == pytest.approx(factor, rel=1e-6)
        markup = float(shelves.markup[i])
        choke = float(state.products.choke[shelves.product[i]]) - on_top * (level == makers)
        expected = goods_price(int(rule), landed, markup, factor, choke)
        if level == 0 and rule == GoodsPricing.ADAPTIVE_MARKUP:
            expected = competitive_price(
                landed, float(shelves.opening_cost[i]), markup, float(shelves.elasticity[i])
            )
        assert shelves.price[i] == pytest.approx(expected, rel=1e-5)
        checked += 1
    assert checked > state.shop_shelves
