"""Farmers who sell online: their books, what they leave to others, and when they begin."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, GoodsFlow, Sector
from sim.engine.tables.state import columns_of
from tests.worlds import eventful

FARMERS, CONSUMERS = Sector.FARMERS, Sector.CONSUMERS
FIRST_DAY = 7  # after the warm-up


def small(*sets):
    """Two provinces over a Singles' Day."""
    days = ("calendar.start=2016-10-25", "calendar.end=2016-12-05", "calendar.warmup_days=7")
    off = ("levers.analytics=off", "levers.direct_ordering=off", "levers.fast_replenishment=off")
    return eventful(*days, *off, *sets)


SOME = "levers.online_selling=0.5"


def copied(table):
    return {name: np.array(getattr(table, name)) for name in table._fields}


def test_buyers_and_farmers_write_down_the_same_and_nothing_is_lost():
    model = small(SOME, "stalls.taste=2")  # some run out of stock
    state, farm = model.state, model.state.farm
    short = 0
    while model.running:
        money, goods = np.array(state.ledger.money), np.array(state.ledger.goods)
        bazaar, buyers = copied(farm.bazaar), copied(state.online.buyers)
        parcels = int(state.online.parcels.sent.sum())
        merchants = int(state.online.offers.handled[:3].sum())
        model.step()  # conservation of every product and of money is checked in it
        now = copied(farm.bazaar)
        change = {name: now[name] - bazaar[name] for name in ("sold", "postage", "handled")}
        flows = np.array(state.ledger.money) - money
        paid = flows[Flow.ONLINE_SALES, CONSUMERS, FARMERS]
        back = flows[Flow.ONLINE_REFUNDS, FARMERS, CONSUMERS]
        assert paid - back == change["sold"].sum() == state.online.buyers.of_stalls.sum()
        assert change["sold"].sum() == (change["handled"] * now["price"]).sum()
        spent = np.array(state.online.buyers.spent).sum() - buyers["spent"].sum()
        of_merchants = flows[Flow.ONLINE_SALES, :, Sector.MERCHANTS].sum()
        of_merchants -= flows[Flow.ONLINE_REFUNDS, Sector.MERCHANTS].sum()
        freight = flows[Flow.PARCEL_FREIGHT, :, Sector.CARRIERS].sum()
        of_carriers = freight - flows[Flow.LOSS_REFUNDS].sum()  # some of it pays for goods
        assert spent == paid - back + of_merchants + of_carriers
        sent = int(state.online.parcels.sent.sum()) - parcels
        others = int(state.online.offers.handled[:3].sum()) - merchants
        assert sent - others == change["handled"].sum()
        orders = change["handled"] * now["order"]
        to_consumers = np.array(state.ledger.goods)[GoodsFlow.SOLD_TO_CONSUMERS]
        in_shops = to_consumers - goods[GoodsFlow.SOLD_TO_CONSUMERS] - orders.sum(axis=0)
        assert in_shops.min() >= 0
        assert farm.stalls.stock.min() >= 0
        short = int(now["short"].sum())
    assert farm.bazaar.handled.sum() > 0
    assert short > 0
    fees = int(state.ledger.money[Flow.TAKE_RATE, FARMERS, Sector.PLATFORM])
    take = model.asked.online.take_rate
    # Each payment is rounded.
    assert fees == pytest.approx(take * farm.bazaar.sold.sum(), rel=0.001, abs=20)


def test_farmers_parcels_take_days_and_of_merchants_some_are_lost():
    """Each parcel takes its lane's days; the lost are a share of those that can be lost."""
    model = small(SOME, "online.food_loss=0.01", "online.parcel_loss=0.01")
    model.run()
    online, outcomes = model.state.online, model.outcomes()
    sent, days = np.asarray(online.parcels.sent), np.asarray(online.parcels.days)
    by_farmers = int(model.state.farm.bazaar.handled.sum())
    assert by_farmers > 0
    on_the_road = np.asarray(online.parcels.road_days).sum()
    assert (sent * days).sum() == pytest.approx(on_the_road, rel=0.05)
    counted = {name: outcomes[name].value for name in ("delivery_days", "lost_parcels_share")}
    assert counted["delivery_days"] >= days.min()
    lost = int(np.asarray(online.parcels.lost).sum()) / (int(sent.sum()) - by_farmers)
    assert counted["lost_parcels_share"] == pytest.approx(lost, rel=0.05)


def test_what_goes_online_goes_to_nobody_else():
    """The same harvest: grain by grain what stalls take is missing in the other channels."""
    with_it, without = small(SOME), small()
    for model in (with_it, without):
        while model.day < FIRST_DAY + 15:
            model.step()
    stalls = with_it.state.farm.stalls
    assert stalls.stock.sum() > 0
    for flow in (GoodsFlow.HARVESTED, GoodsFlow.OWN_USE, GoodsFlow.LOST_ON_FARM):
        ours, others = (m.state.ledger.goods[flow] for m in (with_it, without))
        assert np.array_equal(ours, others)
    bought = [
        int(m.state.ledger.money[Flow.PRODUCE_AT_FARM_GATE, Sector.BROKERS, FARMERS])
        for m in (with_it, without)
    ]
    assert bought[0] < bought[1]


def test_before_its_day_a_run_is_that_without_it():
    day = FIRST_DAY + 7  # 1 November
    lever = "{level: 0.5, from: 2016-11-01}"
    off, on = small(), small(f"levers.online_selling={lever}")
    own = ("farm.", "sellers.", "stalls.", "bazaar.")
    while off.day < day - 1:
        off.step()
        on.step()
    before, after = columns_of(off.state), columns_of(on.state)
    for name in before:
        if not name.startswith(own):
            assert np.array_equal(before[name], after[name]), name
    while off.day < day + 10:
        off.step()
        on.step()
    assert on.state.farm.bazaar.handled.sum() > 0
    assert not np.array_equal(off.state.cells.cash, on.state.cells.cash)


def season(*sets):
    """Half a year of two provinces."""
    days = ("calendar.start=2016-09-01", "calendar.end=2017-02-28", "calendar.warmup_days=31")
    return small(*days, *sets).run()


def premium(model):
    """What online farmers got over what others would have paid."""
    return model.outcomes()["online_premium"].value


def test_the_premium_falls_when_many_sell_online():
    """Where few have less than buyers want, to what one asks who has more than that."""
    wanted = "stalls.taste=3"
    few, many = (season(f"levers.online_selling={level}", wanted) for level in (0.05, 1))
    sold = [model.state.farm.bazaar.handled.sum() for model in (few, many)]
    assert sold[1] > sold[0]
    assert premium(many) < premium(few) / 1.1


BEGINS = ("levers.online_selling=historical", "stalls.innovation=0.3", "stalls.learning_cost=500")


def online(model):
    return model.outcomes()["online_farmers_share"].value


def test_what_it_costs_decides_who_is_online():
    cheap, dear, unheard_of = (
        season(*BEGINS, f"stalls.fixed_cost={cost}") for cost in (0, 60, 100_000)
    )
    assert online(cheap) > online(dear) > 0.0
    assert online(unheard_of) == 0.0


def test_a_household_half_as_large_pays_half_for_being_online():
    """A floor of households makes them smaller; what a parcel takes stays."""
    few, many = (
        small(SOME, f"population.minimum_farmers={floor}").state.farm for floor in (1500, 3000)
    )
    assert 2 * len(few.farmers.province) == len(many.farmers.province)
    assert np.unique(many.farmers.size) == pytest.approx(np.unique(few.farmers.size) / 2)
    for name in ("fixed", "learning", "income", "packing"):
        assert np.array_equal(getattr(few.bazaar, name), getattr(many.bazaar, name))
    skill = [np.asarray(farm.sellers.skill).mean() for farm in (few, many)]
    assert skill[1] == pytest.approx(skill[0] / 2, rel=0.1)


def test_who_gains_nothing_gives_up_for_good():
    forgetful = season(*BEGINS, "stalls.years_before=30", "stalls.memory_months=2")
    sellers = forgetful.state.farm.sellers
    assert 0 < sellers.gave_up.sum() < len(sellers.farmer)
    assert not ((sellers.gave_up == 1) & (sellers.member == 1)).any()
    assert (np.asarray(sellers.result)[np.asarray(sellers.gave_up) == 1] < 0).all()
    stalls = forgetful.state.farm.stalls
    left = np.asarray(sellers.gave_up)[np.asarray(stalls.seller)] == 1
    assert np.asarray(stalls.stock)[left].sum() == 0


def test_a_level_is_nested_and_its_households_stay():
    some, more = (season(f"levers.online_selling={level}").state.farm for level in (0.3, 0.6))
    few, many = (set(np.asarray(farm.sellers.farmer).tolist()) for farm in (some, more))
    assert few < many
    assert some.sellers.member.all() and more.sellers.member.all()


def test_turning_it_off_changes_what_it_claims_to():
    on, off = season(SOME), season()
    told, without = on.outcomes(), off.outcomes()
    for name in ("online_farmers_share", "several_channels_share", "farm_sales_share.online"):
        assert told[name].value > without[name].value == 0.0
    assert told["farm_sales_share.markets"].value < without["farm_sales_share.markets"].value
    assert told["parcels"].value > without["parcels"].value
    assert np.isnan(without["online_premium"].value)


def test_promotion_draws_buyers_to_stalls():
    sold = [
        season(
            SOME, "stalls.promotion_pull=0.5", f"stalls.promotion={promotion}"
        ).state.farm.bazaar.handled.sum()
        for promotion in ("off", "on")
    ]
    assert sold[1] > 1.2 * sold[0]


def test_produce_is_told_by_product_and_place():
    model = small(SOME, "calendar.start=2017-01-01", "calendar.end=2017-11-30").run()
    bazaar = model.state.farm.bazaar
    told = model.tables()["outcomes_by_province"]
    rows = zip(told["province"], told["outcome"], told["value"], strict=True)
    value = {(place, name): each for place, name, each in rows}
    money = np.array(bazaar.sold + bazaar.postage) / 100 * model.asked.scale
    assert money.sum() > 0
    for place, province in enumerate(model.state.province_names):
        for product, name in enumerate(model.state.product_names):
            if bazaar.grown[place, product] > 0:
                key = province, f"online_sales.{name}"
                assert value[key] == pytest.approx(money[place, product])
