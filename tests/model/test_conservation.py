"""Goods and money are conserved in worlds that nobody chose, and a fault is caught the same day."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model import TradeModel, day
from sim.model.conservation import BreachError
from sim.scenario import (
    DemandLaw,
    GoodsPricing,
    LevelRule,
    Policy,
    ProducePricing,
    Unfilled,
    read_scenario,
)
from tests.model.invariants import assert_flows_balance, assert_in_order, money_in_all
from tests.worlds import eventful

PROVINCES = ("Beijing", "Gansu", "Guangdong", "Hainan", "Ningxia", "Tibet", "Xinjiang", "Zhejiang")


def one_of(choice, *but):
    """The name of a member of a choice, as a scenario writes it."""
    return st.sampled_from([member.name.lower() for member in choice if member.name not in but])


def lists(levels, entry):
    """One value a level, as a scenario writes it."""
    return st.lists(entry, min_size=levels, max_size=levels).map(lambda v: f"[{', '.join(v)}]")


def numbers(low, high):
    return st.integers(low, high).map(str)


@st.composite
def lever(draw, start, last):
    level = draw(st.sampled_from([0.0, 0.3, 1.0]))
    begin = start + datetime.timedelta(days=draw(st.integers(0, last)))
    return f"{{level: {level}, from: {begin}}}"


@st.composite
def countries(draw):
    """Settings of a small country for a few weeks, the levers among them."""
    places = draw(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=3, unique=True))
    start = datetime.date(2016, 1, 1) + datetime.timedelta(days=draw(st.integers(0, 330)))
    counted = draw(st.integers(20, 60))
    sets = {
        "scale": draw(st.sampled_from([20_000, 50_000])),
        "population.provinces": f"[{', '.join(places)}]",
        "calendar.start": start,
        "calendar.end": start + datetime.timedelta(days=counted - 1),
        "calendar.warmup_days": draw(st.integers(0, 30)),
        "demand.law": draw(st.sampled_from(["negative_binomial", "poisson"])),
        "stock.policy": draw(lists(6, one_of(Policy))),
        "stock.unfilled": draw(lists(6, one_of(Unfilled))),
        "stock.lead_time_spread_days": draw(numbers(0, 3)),
        "stock.order_delay_days": draw(numbers(0, 2)),
        "stock.lot_cases": draw(st.sampled_from(["0", "0.25", "2"])),
        "stock.safety_factor": draw(st.sampled_from(["0", "1.3"])),
        "stock.spare_capacity": draw(st.sampled_from(["0", "0.3"])),
        "price.goods": draw(one_of(GoodsPricing)),
        "price.produce": draw(one_of(ProducePricing)),
        "credit.days": draw(st.sampled_from(["0", "7", "30"])),
        "credit.cash_days": draw(st.sampled_from(["1", "30"])),
        "credit.overdraft_days": draw(st.sampled_from(["0", "10"])),
        "credit.arrears_days": draw(st.sampled_from(["3", "90"])),
        "direct.moq_cases": draw(st.sampled_from(["0.5", "4"])),
        "direct.platform_fee": draw(st.sampled_from(["0.01", "0.08"])),
        "direct.review_days": draw(st.sampled_from(["3", "30"])),
        "assortment.review_days": draw(st.sampled_from(["7", "30"])),
    }
    for name in ("analytics", "direct_ordering", "fast_replenishment"):
        sets[f"levers.{name}"] = draw(lever(start, counted - 1))
    return [f"{key}={value}" for key, value in sets.items()]


@st.composite
def chains(draw):
    """Settings of a textbook chain: any policy, delay, lot, capacity and shelf life at any tier."""
    levels = draw(st.integers(1, 5))
    goods = draw(st.sampled_from([1, 1, 1000]))
    sets = {
        "grain.goods": goods,
        "population.levels": levels,
        "population.shops": draw(st.integers(1, 7)),
        "population.shops_per_supplier": draw(st.integers(1, 3)),
        "calendar.end": datetime.date(2000, 1, draw(st.integers(5, 31))),
        "calendar.warmup_days": draw(st.integers(0, 30)),
        "demand.law": draw(one_of(DemandLaw, "STEP")),
        "demand.mean": draw(st.sampled_from(["0.4", "3", "20"])),
        "demand.series": "[3, 0, 11, 2]",
        "demand.wait": draw(st.sampled_from(["0", "0.2"])),
        "stock.policy": draw(lists(levels, one_of(Policy))),
        "stock.level_rule": draw(lists(levels, one_of(LevelRule))),
        "stock.order_up_to": draw(lists(levels, numbers(10, 60))),
        "stock.reorder_point": draw(lists(levels, numbers(-5, 10))),
        "stock.review_period_days": draw(lists(levels, numbers(1, 4))),
        "stock.order_delay_days": draw(lists(levels, numbers(0, 3))),
        "stock.lead_time_days": draw(lists(levels, numbers(1, 4))),
        "stock.lead_time_spread_days": draw(lists(levels, numbers(0, 3))),
        "stock.lot_size": draw(lists(levels, numbers(0, 9))),
        "stock.moq": draw(lists(levels, numbers(0, 12))),
        "stock.unfilled": draw(lists(levels, one_of(Unfilled))),
        "stock.capacity_per_day": draw(lists(levels, st.sampled_from(["0", "7", "1e12"]))),
        "stock.initial": draw(lists(levels, numbers(0, 30))),
        "stock.initial_pipeline": draw(lists(levels, numbers(0, 5))),
        "stock.standing_order_days": draw(st.sampled_from(["0", "3"])),
        "stock.shelf_life_days": draw(st.sampled_from(["0", "1", "2", "9"])),
        "stock.salvage_value": draw(st.sampled_from(["0", "0.37"])),
        "price.goods": draw(one_of(GoodsPricing)),
        "freight.per_kg": draw(st.sampled_from(["0", "0.13"])),
        "credit.days": draw(lists(levels, numbers(0, 9))),
        "credit.opening_cash": draw(st.sampled_from(["0", "40", "1000000"])),
    }
    for name in ("analytics", "direct_ordering", "fast_replenishment"):
        sets[f"levers.{name}"] = draw(st.sampled_from(["off", "0.5", "1"]))
    return [f"{key}={value}" for key, value in sets.items()]


def live(name, sets, seed):
    """Run a world, looking into its books at the close of every day."""
    model = TradeModel(read_scenario(name, sets=sets), seed)
    money = money_in_all(model.state)
    while model.running:
        model.step()  # the model's own check raises BreachError
        assert_in_order(model)
        assert money_in_all(model.state) == money
    assert_flows_balance(model)


@settings(max_examples=6)
@given(countries(), st.integers(0, 2**31))
def test_a_small_country(sets, seed):
    live("base", sets, seed)


@pytest.mark.slow
@settings(max_examples=60)
@given(countries(), st.integers(0, 2**31))
def test_many_small_countries(sets, seed):
    live("base", sets, seed)


@settings(max_examples=60)
@given(chains(), st.integers(0, 2**63 - 1))
def test_a_chain_of_firms(sets, seed):
    live("textbook/serial_chain", sets, seed)


# ---------------------------------------------------------------- faults on purpose

FAULT_DAY = 6


def lose_a_unit(state):
    state.shelves.stock[int(state.shelves.stock[: state.firm_shelves].argmax())] -= 1


def make_a_fen(state):
    state.accounts.cash[0] += 1


def forget_a_delivery(state):
    slot, shelf = divmod(int(state.shelves.arriving.argmax()), state.shelves.arriving.shape[1])
    assert state.shelves.arriving[slot, shelf] > 0
    state.shelves.arriving[slot, shelf] -= 1


def forget_an_order(state):
    state.shelves.on_order[int(state.shelves.on_order[: state.firm_shelves].argmax())] -= 1


def forgive_a_debt(state):
    debtor = int(state.accounts.payable[: state.firms].argmax())
    assert state.accounts.payable[debtor] > 0
    state.accounts.payable[debtor] -= 1


def book_a_sale_that_was_none(state):
    state.ledger.money[0, 0, 1] += 1


FAULTS = {
    lose_a_unit: "good: counted",
    make_a_fen: "money of shops",
    forget_a_delivery: "goods on the way",
    forget_an_order: "goods on order",
    forgive_a_debt: "debts to suppliers",
    book_a_sale_that_was_none: "money of consumers",
}


def with_fault(phase, fault):
    """A phase that goes wrong once."""

    def others(state, rules, today):
        if phase.others:
            phase.others(state, rules, today)
        if today.day == FAULT_DAY:
            fault(state)

    return phase._replace(others=others)


def infected(culprit, fault):
    return tuple(with_fault(p, fault) if p.name == culprit else p for p in day.DAY)


CHAIN = ["population.shops=4", "calendar.warmup_days=3", "credit.days=30", "stock.initial=20"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("culprit", ["sales", "shipping", "accounting"])
def test_a_fault_is_caught_on_its_day_and_its_phase_is_named(monkeypatch, culprit, fault):
    monkeypatch.setattr(day, "DAY", infected(culprit, fault))
    model = TradeModel(read_scenario("textbook/serial_chain", sets=CHAIN))
    with pytest.raises(
        BreachError, match=f"on day {FAULT_DAY} in phase {culprit}: .*{FAULTS[fault]}"
    ):
        model.run()
    assert model.day == FAULT_DAY


@pytest.mark.parametrize("culprit", [phase.name for phase in day.DAY])
def test_every_phase_is_under_watch(monkeypatch, culprit):
    monkeypatch.setattr(day, "DAY", infected(culprit, make_a_fen))
    model = TradeModel(read_scenario("textbook/serial_chain", sets=CHAIN))
    with pytest.raises(BreachError, match=f"on day {FAULT_DAY} in phase {culprit}"):
        model.run()


def test_the_country_is_under_watch_and_the_two_sums_are_said(monkeypatch):
    monkeypatch.setattr(day, "DAY", infected("harvest", lose_a_unit))
    model = eventful()
    with pytest.raises(BreachError, match=r"counted (\d+), the ledger says (\d+)") as caught:
        model.run()
    said = str(caught.value)
    assert f"on day {FAULT_DAY} in phase harvest" in said
    counted, expected = (
        int(word) for word in re.search(r"counted (\d+), the ledger says (\d+)", said).groups()
    )
    assert expected - counted == 1
