"""Goods and money are conserved in worlds that nobody chose, and a fault is caught the same day."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.machine.compiling import PLAIN
from sim.engine.tables.ledger import Flow
from sim.model import TradeModel, day
from sim.model.checks.conservation import BreachError
from sim.scenario import read_scenario
from tests.faults import infected
from tests.model.invariants import assert_flows_balance, assert_in_order, money_in_all
from tests.model.random_worlds import chains, countries
from tests.worlds import eventful


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


@settings(max_examples=12 if PLAIN else 60)
@given(chains(), st.integers(0, 2**63 - 1))
def test_a_chain_of_firms(sets, seed):
    live("textbook/serial_chain", sets, seed)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("online_selling_alone", ["calendar.warmup_days=0"]),
        ("all_levers", ["calendar.warmup_days=0"]),
        (
            "base",
            ["calendar.warmup_days=5", "levers.online_selling={level: 1, from: 2015-12-01}"],
        ),
    ],
)
def test_what_is_paid_on_the_eve_of_the_first_day(name, begins):
    """Households go online before the first day, and pay for it: the books open before that."""
    small = ["scale=1000000", "population.provinces=[Hainan]", "calendar.end=2016-01-03"]
    model = TradeModel(read_scenario(name, [*small, *begins]))
    assert model.state.ledger.money[Flow.GOING_ONLINE].sum() > 0
    money = money_in_all(model.state)
    assert money == model.opening.sum()
    model.run()
    assert money_in_all(model.state) == money


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


CHAIN = ["population.shops=4", "calendar.warmup_days=3", "credit.days=30", "stock.initial=20"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("culprit", ["sales", "shipping", "accounting"])
def test_a_fault_is_caught_on_its_day_and_its_phase_is_named(monkeypatch, culprit, fault):
    monkeypatch.setattr(day, "DAY", infected(culprit, FAULT_DAY, fault))
    model = TradeModel(read_scenario("textbook/serial_chain", sets=CHAIN))
    with pytest.raises(
        BreachError, match=f"on day {FAULT_DAY} in phase {culprit}: .*{FAULTS[fault]}"
    ):
        model.run()
    assert model.day == FAULT_DAY


@pytest.mark.parametrize("fault", [lose_a_unit, make_a_fen, forget_an_order])
@pytest.mark.parametrize("threads", [1, 2])
def test_a_fault_is_caught_on_its_day_when_many_days_pass_at_once(fault, threads):
    model = eventful("levers.new_retail=1", threads=threads)
    model.play(15)
    fault(model.state)
    with pytest.raises(BreachError, match="on day 15: "):
        model.play(model.days_total)
    assert model.day == 15


ONE_LOST = {lose_a_unit: ("good", 1), make_a_fen: ("money of shops", -1)}


def caught(model, culprit, what, missing):
    """Run until the fault; the message names day, phase, product or flow, and the two sums."""
    with pytest.raises(BreachError) as breach:
        model.run()
    said = re.search(
        rf"on day {FAULT_DAY} in phase {culprit}: "
        rf".*?{what}: counted (-?\d+), the ledger says (-?\d+)",
        str(breach.value),
    )
    assert said, str(breach.value)
    assert int(said[2]) - int(said[1]) == missing
    assert model.day == FAULT_DAY


@pytest.mark.parametrize("fault", ONE_LOST, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("culprit", [phase.name for phase in day.DAY])
def test_one_unit_or_fen_is_missed_in_every_phase(monkeypatch, culprit, fault):
    monkeypatch.setattr(day, "DAY", infected(culprit, FAULT_DAY, fault))
    model = TradeModel(read_scenario("textbook/serial_chain", sets=CHAIN))
    caught(model, culprit, *ONE_LOST[fault])


@pytest.mark.parametrize("culprit", ["sales", "harvest", "adoption"])
def test_the_country_is_under_watch(monkeypatch, culprit):
    monkeypatch.setattr(day, "DAY", infected(culprit, FAULT_DAY, lose_a_unit))
    caught(eventful(), culprit, r"[\w ]+", 1)
