"""Levers begin on the eve of their day; makers fit their capacity to their orders once a month."""

import numpy as np
import pytest

from sim.engine.tables.switches import LeverState
from sim.phases import adoption
from tests.phases.alone import country, run, with_rules

EVENING = 10
REACHED = [True, False, True, True, False, False]


def with_lever(name, first_day=EVENING + 1):
    """A country in which a lever reaches some shops, and no shop has its turn to review."""
    model = country()
    days = {"supplier_days": 10**6, "assortment_days": 10**6, "round_days": 10**6}
    with_rules(model, "adoption", **days)
    model.state.levers = {name: LeverState(first_day, np.array(REACHED))}
    return model


@pytest.mark.parametrize("name", ["analytics", "direct_ordering", "fast_replenishment"])
def test_a_lever_reaches_its_shops_from_its_day_on(name):
    for first_day, reached in ((EVENING, False), (EVENING + 2, False), (EVENING + 1, True)):
        model = with_lever(name, first_day)
        run(model, adoption, EVENING)
        for lever in ("analytics", "direct_ordering", "fast_replenishment"):
            flags = getattr(model.state.keepers, lever)
            expected = np.array(REACHED) if reached and lever == name else np.zeros(6, bool)
            assert np.array_equal(flags[:6], expected)
            assert not flags[6:].any()


def test_farmers_offer_where_shops_may_order_directly():
    model = with_lever("direct_ordering")
    model.state.levers["direct_ordering"].shops[3] = False
    model.state.farm.markets.has_direct[:] = 0
    run(model, adoption, EVENING)
    assert model.state.farm.markets.has_direct.tolist() == [1, 0]  # shops 0 and 2 are in the first


def test_a_shop_s_first_size_is_its_forecasts_against_its_province_s():
    model = with_lever("analytics")
    state, keepers = model.state, model.state.keepers
    luck = np.random.default_rng(12)
    rows = slice(0, state.shop_shelves)
    state.shelves.forecast[rows] = luck.uniform(1, 5, rows.stop)
    sizes = keepers.size.copy()
    run(model, adoption, EVENING)
    shop = np.asarray(state.shelves.keeper[rows])
    known = np.bincount(shop, state.shelves.forecast[rows].astype(float), 6)
    mean = {0: known[[0, 2]].mean(), 1: known[3]}
    for each in (0, 2, 3):
        here = mean[int(keepers.province[each])]
        assert keepers.size[each] == pytest.approx(known[each] / here, rel=1e-5)
        assert keepers.seen[each] == pytest.approx(known[each], rel=1e-5)
        assert keepers.expected[each] == pytest.approx(here, rel=1e-5)
    for each in (1, 4, 5):
        assert keepers.size[each] == sizes[each]


def test_those_whom_a_lever_reaches_review_their_suppliers_at_once():
    model = with_lever("fast_replenishment")
    with_rules(model, "adoption", fast_lead=1, lead=3, produce_lead=3)
    run(model, adoption, EVENING)
    lead = np.asarray(model.state.terms.lead)
    shop = np.asarray(model.state.shelves.keeper)
    for each, reached in enumerate(REACHED):
        usual = np.asarray(model.state.terms.direct)[shop == each] == 0
        assert np.all(lead[shop == each][usual] == 1) == reached


@pytest.mark.parametrize("first_of_month", [0, 1])
def test_makers_fit_their_capacity_and_their_name_heals(first_of_month):
    model = with_lever("analytics", first_day=10**6)
    with_rules(model, "adoption", spare_capacity=0.25, capacity_adjustment=0.5)
    with_rules(model, "adoption", service_smoothing=0.1)
    state, shelves = model.state, model.state.shelves
    makers = state.levels.first_keeper[state.n_levels - 1 :][:2]
    rows = slice(*state.keepers.first_shelf[makers].tolist())
    shelves.service[:], shelves.forecast[rows] = 0.5, 40.0
    sources = np.asarray(state.terms.supplier[rows])
    shelves.capacity[sources] = 31
    run(model, adoption, EVENING, first_of_month=first_of_month)
    healed = np.full(len(shelves.service), 0.5)
    for sellers in (state.roles.makers, state.roles.platform):
        healed[state.shelves_at(sellers)] += 0.05 * first_of_month
    assert np.asarray(shelves.service) == pytest.approx(healed)
    expected = 31 + 10 * first_of_month  # half of the way to 50, in whole grains or above
    assert np.all(np.asarray(shelves.capacity[sources]) == expected)


@pytest.mark.parametrize("chance", [0, 3])
def test_no_way_that_a_shop_may_choose_is_longer_than_the_ring_of_arrivals(chance):
    """Usual days, the longest lane and what luck adds."""
    model = country(f"stock.lead_time_spread_days=[{chance}, 0, 0, 0, 0, 0]")
    state, stock = model.state, model.asked.stock
    usual = max(*stock.lead_time_days, stock.produce_lead_days)
    longest = max(int(state.terms.lead.max()), usual + int(state.routes.days.max()))
    assert longest + chance < len(state.shelves.arriving)
