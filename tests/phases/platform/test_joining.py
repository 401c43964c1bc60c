"""On the first of a month shops join the platform: by chance, by example, and for the gain."""

import numpy as np
import pytest

from sim.engine.randomness import Stream, uniforms
from sim.engine.tables.switches import LeverState
from sim.model import TradeModel
from sim.model.calendar import today_of
from sim.phases import adoption
from sim.phases.platform import joining
from sim.phases.policy import levers
from sim.scenario import read_scenario
from tests.phases.alone import country, run, with_rules

EVENING = 10
SHOPS = 6  # three in each of two provinces
LEVERS = ("analytics", "direct_ordering", "fast_replenishment")


def opened(*names, first_day=EVENING, where=(True,) * SHOPS, **changes):
    """A country in which membership gives some levers from a day on; nobody reviews by turns."""
    model = country()
    days = {"supplier_days": 10**6, "assortment_days": 10**6, "round_days": 10**6}
    with_rules(model, "adoption", **days)
    with_rules(model, "adoption", shop_innovation=0.5, shop_imitation=0.0, shop_gain_response=0.0)
    with_rules(model, "adoption", minimum_order=0.0)
    model.state.routes.drop[:] = 0.0
    with_rules(model, "adoption", **changes)
    shops = np.array(where)
    model.state.levers = {name: LeverState(first_day, shops, historical=True) for name in names}
    return model


def first_of_month(model, number=EVENING, **changes):
    run(model, adoption, number, **{"first_of_month": 1, "counting": 1} | changes)
    return np.asarray(model.state.keepers.member[:SHOPS]) == 1


LUCK = uniforms(1, Stream.LEVER, 0, np.arange(SHOPS))


def test_who_joins_has_a_draw_below_the_chance_and_gets_the_lever_at_once():
    model = opened("fast_replenishment", "direct_ordering")
    joined = first_of_month(model)
    assert np.array_equal(joined, LUCK < 0.5)
    assert 0 < joined.sum() < SHOPS
    for name in LEVERS:
        flags = np.asarray(getattr(model.state.keepers, name)[:SHOPS]) == 1
        assert np.array_equal(flags, joined & (name != "analytics"))


def test_who_has_joined_reviews_suppliers_that_evening():
    model = opened("fast_replenishment", "direct_ordering")
    today = today_of(model.asked, model.run_seed, EVENING)._replace(first_of_month=1, counting=1)
    for act in (joining.JOIN, levers.LEVERS):
        act.do(model.state, model.rules, today)
    joined = LUCK < 0.5
    assert np.array_equal(np.asarray(model.state.keepers.reviews[:SHOPS]) == 1, joined)
    run(model, adoption, EVENING)
    assert not np.asarray(model.state.keepers.reviews).any()


def test_a_second_month_adds_its_chance_for_those_who_are_left():
    model = opened("analytics")
    first = first_of_month(model)
    again = first_of_month(model, EVENING + 1)
    assert np.array_equal(again, LUCK < 0.75)
    assert np.all(again[first])


@pytest.mark.parametrize(
    "changes",
    [{"first_of_month": 0}, {"counting": 0}, {"number": EVENING - 1}],
    ids=["no first of a month", "warm-up", "before the lever begins"],
)
def test_when_nobody_joins(changes):
    assert not first_of_month(opened("analytics", shop_innovation=1.0), **changes).any()


def test_neither_closed_shops_nor_those_of_other_places_join():
    model = opened("analytics", shop_innovation=1.0, where=[True, True, True, False, False, False])
    model.state.keepers.open[1] = 0
    assert first_of_month(model).tolist() == [True, False, True, False, False, False]


def test_a_lever_that_is_not_historical_makes_nobody_join():
    model = opened(shop_innovation=1.0)
    model.state.levers = {"analytics": LeverState(EVENING, np.ones(SHOPS, bool))}
    assert not first_of_month(model).any()


def test_members_get_a_lever_that_begins_later_on_its_eve():
    model = opened("analytics", shop_innovation=1.0)
    later = LeverState(EVENING + 6, np.array([True] * 5 + [False]), historical=True)
    model.state.levers["fast_replenishment"] = later
    assert first_of_month(model).all()
    fast = model.state.keepers.fast_replenishment
    assert not fast.any()
    run(model, adoption, EVENING + 5, first_of_month=0)
    assert np.asarray(fast[:SHOPS]).tolist() == [1, 1, 1, 1, 1, 0]


def test_others_of_the_province_who_had_joined_before_are_the_example():
    """One of three open neighbours: a closed one is nobody's neighbour; tonight's do not count."""
    model = opened("analytics", shop_innovation=0.1, shop_imitation=0.6)
    keepers = model.state.keepers
    keepers.member[[0, 3, 4]] = 1
    keepers.open[3] = 0
    first_of_month(model)
    assert np.asarray(keepers.province[:SHOPS]).tolist() == [0, 0, 0, 1, 1, 1]
    expected = [0, 0.1 + 0.6 / 3, 0.1 + 0.6 / 3, 0, 0, 0.1 + 0.6 / 2]
    assert np.asarray(keepers.inclination[:SHOPS]) == pytest.approx(expected)


def lost_in(model, i, days):
    """Share of what a shelf orders that is lost in so many days on the way."""
    daily_loss = float(model.state.products.daily_loss[model.state.shelves.product[i]])
    if daily_loss == 0.0:
        return float(model.state.terms.transit_loss[i])
    return 1.0 - (1.0 - daily_loss) ** days


def gain_by_hand(model, shop, cheaper, fuller):
    """What a shop would gain, from the prices and shelves that it can see; a share of its sales."""
    state, settings = model.state, model.rules.adoption
    keepers, shelves, products, routes = state.keepers, state.shelves, state.products, state.routes
    here = int(keepers.province[shop])
    saved = missed = sales = 0.0
    for i in range(int(keepers.first_shelf[shop]), int(keepers.first_shelf[shop + 1])):
        product = int(shelves.product[i])
        sells, cost = float(shelves.forecast[i]), float(shelves.unit_cost[i])
        margin = cost * float(shelves.markup[i])
        sales += sells * (cost + margin)
        if fuller and shelves.stock[i] == 0:
            missed += sells * margin
        if not cheaper:
            continue
        wholesaler = int(keepers.first_shelf[keepers.upstream[shop]])
        usual = float(shelves.price[wholesaler + routes.wholesale_rank[product]])
        usual *= 1.0 - settings.credit_days * settings.daily_interest
        usual /= 1.0 - settings.loss_in_cost * lost_in(model, i, 1)
        if products.produce[product]:
            offer = int(state.platform_shelf[here, product])
            if offer < 0 or shelves.stock[offer] == 0:
                continue
        else:
            maker = int(routes.maker[shop, products.category[product]])
            offer = int(keepers.first_shelf[maker]) + int(routes.rank[product])
        if shelves.service[offer] < settings.minimum_service:
            continue
        there = here
        if not products.produce[product]:
            there = int(routes.plant[shop, products.category[product]])
        fresh, case = bool(products.produce[product]), int(products.case[product])
        load = float(routes.cost[there, here]) + settings.small_load * float(
            routes.cost[here, here]
        )
        load *= float(products.weight[product])
        lot = max(int((settings.lot_cases if fresh else 1.0) * case + 0.5), 1)
        by_night = bool(products.fetched[product])
        days = max(lot / sells, settings.produce_review if by_night else settings.review)
        landed = float(shelves.price[offer]) * (1.0 + settings.platform_fee) + load
        landed *= 1.0 + days / 2 * settings.daily_interest
        way = 1 if fresh else int(routes.days[there, here])
        landed /= 1.0 - settings.loss_in_cost * lost_in(model, i, way)
        life = int(products.shelf_life[product])
        if not fresh and life and routes.days[there, here] > settings.way_share * life:
            continue
        if life and days > life:
            landed *= days / life
        saved += sells * max(usual - landed, 0.0)
    return (saved + missed) / sales


@pytest.mark.parametrize(
    ("names", "cheaper", "fuller"),
    [
        (["direct_ordering"], True, False),
        (["analytics"], False, True),
        (["fast_replenishment"], False, True),
        (LEVERS, True, True),
    ],
)
def test_the_gain_is_what_the_shop_sees_of_what_it_would_get(names, cheaper, fuller):
    model = opened(*names, shop_innovation=0.001, shop_gain_response=3.0)
    state, shelves = model.state, model.state.shelves
    luck = np.random.default_rng(5)
    rows = slice(0, state.shop_shelves)
    state.products.ages[:] = 0  # nothing gets too old
    shelves.stock[rows] = luck.integers(0, 3, rows.stop)
    shelves.forecast[rows] = luck.uniform(0.5, 4, rows.stop)
    shelves.listed[rows] = 1
    upstream = slice(rows.stop, len(shelves.price))
    shelves.price[upstream] *= luck.uniform(0.7, 1.4, upstream.stop - upstream.start)
    shelves.service[upstream] = luck.uniform(0.7, 1.0, upstream.stop - upstream.start)
    offers = state.platform_shelf[state.platform_shelf >= 0]
    shelves.stock[offers] = luck.integers(0, 2, len(offers))
    shelves.price[offers] *= 0.3  # so that it counts whether something is on offer
    gains = [gain_by_hand(model, shop, cheaper, fuller) for shop in range(SHOPS)]
    assert min(gains) > 0.0
    first_of_month(model)
    expected = [0.001 * (1.0 + 3.0 * gain) for gain in gains]
    assert np.asarray(state.keepers.inclination[:SHOPS]) == pytest.approx(expected, rel=1e-6)


def test_who_reckons_with_dear_deliveries_hopes_for_less():
    gain = []
    for charge in (0.0, 50.0, 1e9):
        model = opened("direct_ordering", shop_innovation=0.001, shop_gain_response=3.0)
        model.state.routes.drop[:] = charge
        first_of_month(model)
        gain.append(np.asarray(model.state.keepers.inclination[:SHOPS]) / 0.001 - 1.0)
    assert (gain[0] > gain[1]).all() and (gain[1] >= 0.0).all()
    assert gain[0].min() > 0.0 and gain[2] == pytest.approx(0.0, abs=1e-9)


def test_each_of_many_shops_hopes_for_its_own_gain():
    """Every third has an empty shelf: where a shop stands in a list does not count."""
    sets = ["population.shops=300", "platform.gain_response=2", "platform.imitation=0"]
    sets += ["levers.analytics=historical", "price.markup=0.25"]
    model = TradeModel(read_scenario("textbook/bass", sets=sets))
    model.state.shelves.stock[:300:3] = 0
    run(model, adoption, 0, first_of_month=1, counting=1)
    inclination = np.asarray(model.state.keepers.inclination[:300])
    third = np.arange(300) % 3 == 0
    assert inclination[~third] == pytest.approx(0.01)
    assert inclination[third] == pytest.approx(0.01 * (1 + 2 * 0.2))


def test_where_all_shops_have_closed_there_is_no_example():
    model = opened("analytics", shop_innovation=0.1, shop_imitation=0.6)
    model.state.keepers.open[3:SHOPS] = 0
    first_of_month(model)
    expected = [0.1, 0.1, 0.1, 0, 0, 0]
    assert np.asarray(model.state.keepers.inclination[:SHOPS]) == pytest.approx(expected)


def test_who_joins_later_is_measured_by_what_the_platform_has_posted():
    model = opened("analytics", shop_innovation=1.0)
    state, keepers, shelves = model.state, model.state.keepers, model.state.shelves
    rows = slice(0, state.shop_shelves)
    shop, product = np.asarray(shelves.keeper[rows]), np.asarray(shelves.product[rows])
    keepers.member[[0, 3]] = 1
    keepers.analytics[[0, 3]] = 1
    known = sorted(set(product[shop < 3]))[::2]  # of the second province nothing is posted yet
    state.pool.posted[0, known] = 2.0
    first_of_month(model)
    for each in range(SHOPS):
        own = shop == each
        if each in (0, 3):
            continue
        if each < 3:
            own &= np.isin(product, known)
            expected = 2.0 * own.sum()
        else:
            expected = np.asarray(shelves.forecast[rows])[shop > 3].sum() / 2
        seen = np.asarray(shelves.forecast[rows])[own].sum()
        assert keepers.expected[each] == pytest.approx(expected, rel=1e-5)
        assert keepers.seen[each] == pytest.approx(seen, rel=1e-5)
        assert keepers.size[each] == pytest.approx(seen / expected, rel=1e-5)
