"""The marketplace day by day: its books agree, counted here without the ledger of the model."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.online import BOUGHT, BUYERS_A_PROVINCE, GIVEN_BACK, SENT, SERVICES
from sim.model import TradeModel, day
from sim.model.checks.conservation import BreachError
from sim.model.report.areas import its_provinces, the_country
from sim.model.report.families.marketplace import marketplace, of_record, physical_online_share
from sim.model.report.online_record import Noted, OnlineRecorder
from sim.phases.online.income import follow_income
from tests.faults import infected
from tests.worlds import eventful

MERCHANTS = int(Sector.MERCHANTS)
LIABLE = (Sector.MERCHANTS, Sector.PLATFORM, Sector.CARRIERS)


def small(*sets: str) -> TradeModel:
    """Two provinces over a Singles' Day, with merchants who come and go."""
    days = ("calendar.start=2016-10-25", "calendar.end=2016-12-05", "calendar.warmup_days=3")
    return eventful(*days, "levers.analytics=off", "levers.direct_ordering=off", *sets)


def books(model):
    online = model.state.online
    kept = {}
    for table in (online.merchants, online.offers, online.buyers, online.trade, online.parcels):
        kept |= {f"{type(table).__name__}.{n}": np.array(getattr(table, n)) for n in table._fields}
    return kept


def between(model, before, flow, payer, payee):
    return int(model.state.ledger.money[flow, payer, payee] - before[flow, payer, payee])


@pytest.mark.parametrize("safety", ["1.3", "0"])
def test_sellers_and_buyers_write_down_the_same_every_day(safety):
    model = small(f"online.safety_factor={safety}", "online.review_days=7")
    cancelled_ever, lost_ever = 0, 0
    while model.running:
        before, money = books(model), np.array(model.state.ledger.money)
        model.step()
        after = books(model)
        orders, cancelled = after["Trade.orders"], after["Trade.cancelled"]
        price, sent = after["Offers.price"], orders.astype(int) - cancelled
        assert (cancelled >= 0).all() and (sent >= 0).all()
        assert np.array_equal(cancelled.sum(axis=2), after["Offers.short"])
        lost = after["Trade.lost"]
        assert (lost >= 0).all() and (lost <= sent).all() and not lost[SERVICES].any()
        arrived = sent - lost
        sold = after["Offers.sold"] - before["Offers.sold"]
        assert np.array_equal(sold, arrived.sum(axis=2) * price)
        paid = (arrived * price[:, :, None]).sum(axis=1)
        assert np.array_equal(paid, after["Buyers.paid"])
        postage = (
            arrived[:SERVICES].sum(axis=0) * before["Parcels.price"][:, after["Buyers.province"]]
        )
        spent = after["Buyers.spent"] - before["Buyers.spent"]
        assert spent.sum() == sold.sum() + postage.sum()
        # The same in the ledger, where people stand apart from firms and government.
        for payer, who in ((Sector.CONSUMERS, slice(0, 2)), (Sector.OTHER_BUYERS, slice(2, 3))):
            columns = np.arange(len(before["Buyers.people"])).reshape(-1, BUYERS_A_PROVINCE)[:, who]
            bought = between(model, money, Flow.ONLINE_SALES, payer, MERCHANTS)
            refunded = between(model, money, Flow.ONLINE_REFUNDS, MERCHANTS, payer)
            flow = Flow.LOSS_REFUNDS
            back = {by: between(model, money, flow, by, payer) for by in LIABLE}
            made_good = back[Sector.MERCHANTS] + back[Sector.PLATFORM]
            assert bought - refunded - made_good == paid[:, columns.ravel()].sum()
            freight = between(model, money, Flow.PARCEL_FREIGHT, payer, Sector.CARRIERS)
            assert freight - back[Sector.CARRIERS] == postage[:, columns.ravel()].sum()
        assert np.array_equal(
            after["Parcels.sent"].sum() - before["Parcels.sent"].sum(), sent[:SERVICES].sum()
        )
        cancelled_ever += int(cancelled.sum())
        lost_ever += int(lost.sum())
        assert lost.sum() == after["Parcels.lost"].sum() - before["Parcels.lost"].sum()
    assert cancelled_ever > 0 and lost_ever > 0


def test_goods_of_merchants_are_bought_sent_given_back_or_there():
    model = small("online.entry_speed=1")
    model.state.online.offers.keeps[:] *= 3
    opening = None
    while model.running:
        model.step()
        online = model.state.online
        places = len(model.state.province_names)
        first = np.asarray(online.offers.first)[::places]
        there = np.asarray(online.merchants.stock) + np.asarray(online.merchants.arriving).sum(
            axis=0
        )
        there = np.add.reduceat(there, first[:-1])[:SERVICES]
        goods = np.asarray(online.trade.goods)[:, :SERVICES]
        assert np.array_equal(there, goods[BOUGHT] - goods[SENT] - goods[GIVEN_BACK])
        opening = opening or int(online.offers.open.sum())
        assert online.merchants.cash.min() >= 0
        assert online.merchants.stock.min() >= 0
    assert goods[GIVEN_BACK].sum() > 0
    assert int(online.offers.open.sum()) < opening


def test_merchants_come_where_they_earn_more_than_elsewhere_and_bring_their_capital():
    model = small("online.entry_speed=0.5")
    online = model.state.online
    online.offers.keeps[:] = online.offers.keeps / 3
    before = int(online.offers.open.sum())
    model.run()
    assert int(online.offers.open.sum()) > before
    ledger = model.state.ledger
    assert ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, MERCHANTS] > 0
    room = np.diff(np.asarray(online.offers.first)).reshape(online.offers.open.shape)
    assert (online.offers.open <= room).all()


def test_in_the_warm_up_nobody_comes_or_goes():
    model = small("calendar.warmup_days=60")
    model.state.online.offers.keeps[:] *= 3
    before = np.array(model.state.online.offers.open)
    while model.day < 60:
        model.step()
    assert np.array_equal(before, model.state.online.offers.open)


def lose_goods(online):
    online.merchants.stock[int(np.asarray(online.offers.first)[0])] += 1


def forget_a_payment(online):
    online.buyers.paid[0, 0] += 1


def lose_an_order(online):
    online.offers.asked[1, 0] -= 1


def make_a_fen(online):
    online.merchants.cash[0] += 1


FAULTS = {
    lose_goods: "goods of merchants, food: 1 more",
    forget_a_payment: "sales of merchants, food: -1 more",
    lose_an_order: "orders of merchants, clothing: -1 more",
    make_a_fen: "money of merchants: counted",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("culprit", ["sales", "shipping", "adoption"])
def test_a_fault_is_caught_on_its_day_and_its_phase_is_named(monkeypatch, culprit, fault):
    wrong = infected(culprit, 4, lambda state: fault(state.online))
    monkeypatch.setattr(day, "DAY", wrong)
    with pytest.raises(BreachError, match=f"on day 4 in phase {culprit}: .*{FAULTS[fault]}"):
        small().run()


@pytest.mark.parametrize("fault", [lose_goods, make_a_fen])
def test_a_fault_is_caught_on_its_day_when_many_days_pass_at_once(fault):
    model = small()
    model.play(5)
    fault(model.state.online)
    with pytest.raises(BreachError, match=f"on day 5: .*{FAULTS[fault]}"):
        model.play(model.days_total)


def test_promotion_draws_orders_of_food_alone_and_only_once_counting_has_begun():
    sold = {}
    for promotion in (0.0, 0.5):
        model = small(f"online.promotion={promotion}")
        while model.day < 7:
            model.step()
        before = np.array(model.state.online.offers.sold).sum(axis=1)
        model.run()
        sold[promotion] = before, np.array(model.state.online.offers.sold).sum(axis=1)
    assert np.array_equal(sold[0.0][0], sold[0.5][0])
    food, *others = sold[0.5][1] / sold[0.0][1]
    assert food > 1.05
    assert max(others) < 1.0


def test_what_is_reported_is_what_was_sold():
    model = small().run()
    outcomes, online = model.outcomes(), model.state.online
    recorder = model.recorder
    parcels = np.asarray(online.parcels.sent).sum() - recorder.online.opening.parcels.sum()
    scale, years = model.asked.scale, recorder.years
    assert outcomes["parcels"].value == pytest.approx(parcels / years * scale)
    assert np.isnan(outcomes["online_sales"].value)
    assert np.isnan(outcomes["online_sales_growth"].value)
    assert np.isnan(outcomes["physical_online_share"].value)
    provinces = marketplace(recorder, model.state, its_provinces(model.state))
    assert provinces["parcels"].sum() == pytest.approx(outcomes["parcels"].value)
    people, buyers = (outcomes[f"online_spending_per_{who}"].value for who in ("resident", "buyer"))
    assert 0.3 < people / buyers < 0.8  # as many as are online


def test_before_the_first_month_has_ended_nothing_is_known():
    model = small()
    for areas, entries in ((its_provinces(model.state), 2), (the_country(model.state), 1)):
        told = marketplace(model.recorder, model.state, areas)
        assert {"parcels", "jobs.derived", "delivery_gain"} <= set(told)
        for values in told.values():
            np.testing.assert_array_equal(values, np.full(entries, np.nan))


def test_growth_is_that_of_eleven_months_and_goods_are_those_of_a_year():
    model = small()
    recorder = OnlineRecorder()
    recorder.begin(model.state)
    zeros = [np.zeros_like(column) for column in recorder.opening]
    ones = np.ones(2)
    so_far = Noted(*zeros)._replace(buyers=ones, parcel_days=ones, parcel_cost=ones)
    recorder.opening = so_far
    for month in range(24):
        factor = 300 if month < 12 else 390
        factor = 7777 if month % 12 == 11 else factor  # December does not count for growth
        sold = so_far.sold + np.array([factor, 100])
        platform = so_far.platform + np.array([200, 50 if month < 12 else 60])
        so_far = so_far._replace(
            sold=sold, platform=platform, platform_spent=platform[::-1],
            goods=so_far.goods + 1000 * (month + 1), buyers=ones,
        )  # fmt: skip
        recorder.months.append((f"{2016 + month // 12}-{month % 12 + 1:02}", so_far))
    provinces = of_record(recorder, model.asked, model.state, 2.0, its_provinces(model.state))
    np.testing.assert_allclose(provinces["online_sales_growth"], [0.3, 0.0])
    np.testing.assert_allclose(provinces["platform_sales_growth"], [0.0, 0.2], atol=1e-12)
    part = model.asked.online.platform_share
    sold_there = part * 11 * np.array([200, 60]) / 100
    np.testing.assert_allclose(provinces["platform_sales"], sold_there * model.asked.scale)
    a_year = part * 12 * np.array([50 + 60, 200 + 200]) / 100 / 2
    np.testing.assert_allclose(provinces["platform_spending_per_buyer"], a_year)
    whole = of_record(recorder, model.asked, model.state, 2.0, the_country(model.state))
    np.testing.assert_allclose(whole["online_sales_growth"], [490 / 400 - 1])
    np.testing.assert_allclose(whole["online_sales"], 11 * 490 / 100 * model.asked.scale)
    goods = 2 * sum(1000 * (month + 1) for month in range(12, 24)) / 100 * model.asked.scale
    online = model.asked.online
    retail = online.retail_sales * (1 + online.retail_growth)
    model.recorder.online = recorder
    told = physical_online_share(model.recorder, model.state, the_country(model.state))
    assert told["physical_online_share"] == pytest.approx(goods / retail)


def test_what_people_spend_online_they_do_not_spend_elsewhere():
    model = small()
    while not model.state.cells.online.any():
        model.step()
    bought = np.array(model.state.cells.online)
    plan = np.array(model.state.cells.elsewhere)
    assert (bought > 0).any() and (bought < plan).all()
    flows = model.state.ledger.money
    while model.state.cells.online.any():
        before = int(flows[Flow.OTHER_CONSUMPTION, Sector.CONSUMERS, Sector.OTHER_SELLERS])
        bought = np.array(model.state.cells.online)
        model.step()
    today = np.asarray(model.state.online.buyers.spent)
    spent = int(flows[Flow.OTHER_CONSUMPTION, Sector.CONSUMERS, Sector.OTHER_SELLERS]) - before
    assert today.sum() > 0
    assert plan.sum() - spent > bought.sum()  # the last day's orders are deducted, too


def test_smart_logistics_makes_parcels_quicker_and_cheaper_where_it_reaches_and_from_its_day():
    lever = "{level: 1, from: 2016-11-15, where: [Gansu]}"
    still = "online.consolidation=0"  # departures stay as they are
    models = [small(still), small(still, f"levers.smart_logistics={lever}")]
    gansu = models[0].state.province_names.index("Gansu")
    while models[0].day < 20:
        for model in models:
            model.step()
    before = [books(model) for model in models]
    assert all(np.array_equal(before[0][name], before[1][name]) for name in before[0])
    for model in models:
        model.run()
    slowness = [np.asarray(model.state.online.parcels.slowness) for model in models]
    assert slowness[1][gansu] < slowness[0][gansu]
    assert slowness[1][1 - gansu] == slowness[0][1 - gansu]
    outcomes = [model.outcomes() for model in models]
    assert outcomes[0]["delivery_gain"].value == 0.0
    assert outcomes[1]["delivery_gain"].value > 0.0
    assert outcomes[1]["delivery_gain.cost"].value > 0.0


def test_parcels_go_sooner_as_more_of_them_travel_with_them():
    models = [small(f"online.consolidation={power}") for power in (0.0, 0.5)]
    for model in models:
        model.run()
    without, with_it = (model.outcomes() for model in models)
    parcels = models[1].state.online.parcels
    # The season is no volume: Singles' Day and all, it is near what taste and access have added.
    assert (np.abs(np.asarray(parcels.volume) - 1.0) < 0.5).all()
    assert not np.asarray(models[0].state.online.parcels.slowness != parcels.slowness).any()
    assert without["delivery_gain"].value == without["delivery_gain.cost"].value == 0.0
    opening = np.asarray(parcels.opening)
    now = parcels.headway / np.sqrt(parcels.volume)
    saved = [(opening * (of[:, None] + of)).sum() for of in (np.asarray(parcels.headway), now)]
    assert np.sign(with_it["delivery_gain"].value) == np.sign(saved[0] - saved[1])


def test_rural_people_spend_by_what_their_households_have_earned():
    model = small()
    farmers, online = model.state.farm.farmers, model.state.online
    province = np.asarray(farmers.province)
    purse = []
    for month in range(18):
        income = 10 if month <= 12 else np.where(province == 0, 20, 5)
        farmers.sales[:] += income * (month > 0)
        follow_income(online, model.state.farm)
        purse.append(np.asarray(online.buyers.purse).reshape(-1, BUYERS_A_PROVINCE).copy())
    rural = np.array(purse)[:, :, 1]
    assert (rural[:13] == 1.0).all()
    np.testing.assert_allclose(rural[17], [(7 * 10 + 5 * 20) / 120, (7 * 10 + 5 * 5) / 120])
    assert (np.array(purse)[:, :, [0, 2]] == 1.0).all()


def test_jobs_follow_from_the_work_that_orders_make():
    model = small().run()
    asked, recorder = model.asked, model.recorder
    online, years = asked.online, len(recorder.months) / 12
    opening, last = recorder.online.opening, recorder.online.months[-1][1]
    real = asked.scale * online.platform_share / years
    orders = [
        (getattr(last, name) - getattr(opening, name)).sum() * real
        for name in ("goods_orders", "parcels")
    ]
    assert orders[0] == orders[1]
    staff = orders[0] * online.goods_minutes / 60 / online.worker_hours
    owners = [noted.merchants.sum() for _, noted in recorder.online.months]
    owners = sum(owners) / len(owners) * asked.scale * online.platform_share
    outcomes = model.outcomes()
    assert outcomes["jobs.transaction"].value == pytest.approx(owners + staff)
    fees = (last.platform - opening.platform).sum() / 100 * real * online.take_rate
    supporting = orders[1] / online.courier_parcels + fees / online.platform_revenue
    assert outcomes["jobs.supporting"].value == pytest.approx(supporting)
    provinces = marketplace(recorder, model.state, its_provinces(model.state))
    services = (last.sold - last.goods - opening.sold + opening.goods).sum()
    assert services > 0  # they make no job on the platforms
    for name in ("jobs.transaction", "jobs.supporting", "jobs.derived"):
        assert provinces[name].sum() == pytest.approx(outcomes[name].value)
