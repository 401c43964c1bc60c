"""The programs that `make bench` times play the same task, and a wrong one is refused."""

import itertools
import sys
from pathlib import Path
from statistics import fmean, variance

import numpy as np
import pytest

from sim.evidence.answers.lost_sales import base_stock
from sim.model import TradeModel
from sim.model.day import DAY
from sim.rules.demand_draws import draw_table
from sim.scenario import read_scenario

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
PROGRAMS = BENCHMARKS / "programs"
EXACT = base_stock(level=12, mean=5.0, lead_time=2).fill_rate
SHOPS, DAYS, SEED = 300, 300, 1
GROCERS, WEEKS_DAYS, ROUNDS = 40, 28, 3
FIGURES = {"ns": 20.0, "ns_median": 21.0, "bytes": 50.0, "setup_s": 0.1, "fill_variance": 0.0}


@pytest.fixture
def bench(monkeypatch):
    """The modules of the folder, which import each other by name."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import rows
    import side_by_side

    yield rows, side_by_side
    for name in ("rows", "side_by_side", "tables"):
        sys.modules.pop(name)


@pytest.fixture
def grocery(monkeypatch):
    """The rules of the grocery."""
    monkeypatch.syspath_prepend(str(PROGRAMS))
    import grocery

    yield grocery
    for name in ("grocery", "clock"):
        sys.modules.pop(name)


def test_a_day_of_the_full_model_is_told_apart_by_phase(monkeypatch):
    monkeypatch.syspath_prepend(str(PROGRAMS))
    import full_model

    small = {"population.provinces": ["Gansu"], "scale": 8000, "calendar.end": "2016-01-10"}
    monkeypatch.setattr(full_model, "TradeModel", lambda name: TradeModel(name, **small))
    found = full_model.phases()
    shops, others = found["shops"], found["others"]
    assert set(shops) | set(others) == {phase.name for phase in DAY}
    assert all(ns > 0 for ns in [found["together"], *shops.values(), *others.values()])
    sys.modules.pop("full_model")


def standard_error():
    """Of the fill rate, from the spread between many shops, each played once."""
    rng, shops, days = np.random.default_rng(1), 20_000, 60
    stock, due, order = np.full(shops, 12), np.zeros(shops, int), np.zeros(shops, int)
    surplus = np.zeros(shops)  # served beyond the exact share of demand
    for _ in range(days):
        stock, wanted = stock + due, rng.poisson(5, shops)
        served = np.minimum(stock, wanted)
        stock, due = stock - served, order
        order = 12 - stock - due
        surplus += served - EXACT * wanted
    return surplus.std() / (5 * np.sqrt(days)) / np.sqrt(SHOPS * DAYS)


@pytest.mark.slow
def test_the_programs_serve_the_exact_share_of_demand(bench):
    rows, _ = bench
    error = standard_error()
    own = [row for row in rows.SMALL_TASK.rows if row.python == rows.OURS and row != rows.MEMORY]
    assert len(own) == 5
    for row in own:
        answer = rows.play(row, SHOPS, DAYS, SEED)
        assert answer["fill_rate"] == pytest.approx(EXACT, abs=5 * error), row.name


@pytest.mark.slow
def test_grocers_serve_what_the_engines_do(bench):
    rows, side_by_side = bench
    own = [row for row in rows.GROCERY.rows if row.python == rows.OURS]
    assert len(own) == 5
    answers = {
        row.name: [rows.play(row, GROCERS, WEEKS_DAYS, seed) for seed in range(1, ROUNDS + 1)]
        for row in own
    }
    fields = {frozenset(answer) for played in answers.values() for answer in played}
    assert len(fields) == 1
    measured = []
    for name, played in answers.items():
        rates = [answer["fill_rate"] for answer in played]
        measured.append({"row": name, "fill_rate": fmean(rates), "fill_variance": variance(rates)})
    rate, most_off = side_by_side.target(rows.GROCERY, measured, ROUNDS)
    assert 0.0 < most_off < 0.02
    for row in measured:
        assert row["fill_rate"] == pytest.approx(rate, abs=most_off), row["row"]


def test_the_grocers_scenario_asks_for_what_the_other_programs_do(grocery):
    scenario = read_scenario(BENCHMARKS / "grocery.yaml")
    stock, demand, population = scenario.stock, scenario.demand, scenario.population
    import clock

    assert population.goods == grocery.SHELVES
    assert population.shops_per_supplier == clock.SHOPS_A_SUPPLIER
    assert demand.mean == grocery.MEAN
    assert demand.mean * demand.variance_to_mean == grocery.VARIANCE
    assert stock.smoothing[0] == grocery.SMOOTHING
    assert stock.safety_factor[0] == grocery.SAFETY
    assert (stock.review_period_days[0], stock.lead_time_days[0]) == (grocery.REVIEW, grocery.LEAD)
    assert (stock.lot_size[0], stock.initial[0]) == (grocery.LOT, grocery.OPENING_STOCK)
    assert scenario.price.producer_cost == clock.COST
    assert scenario.price.producer_cost * (1 + scenario.price.markup[0]) == clock.PRICE
    assert scenario.calendar.warmup_days == grocery.TASK.warmup_days


def test_lists_draw_from_the_same_law_as_the_engine(grocery):
    demand = read_scenario(BENCHMARKS / "grocery.yaml").demand
    mean = demand.mean
    table = draw_table(demand.law, demand.variance_to_mean, mean, mean, mean, 1)
    up_to = table.thresholds / 2.0**32
    assert grocery.UP_TO[: len(up_to)] == pytest.approx(up_to, abs=1e-9)


def test_shelves_in_lists_and_in_arrays_keep_one_rule(monkeypatch, grocery):
    import shop_shelves

    class Given:
        """The same demand for both."""

        def __init__(self):
            self.wanted = itertools.cycle([0, 2, 5, 1, 9, 3, 4])

        def negative_binomial(self, size, chance, count):
            return np.array([next(self.wanted) for _ in range(count)])

        def random(self):
            wanted = next(self.wanted)
            return (grocery.UP_TO[wanted - 1] if wanted else 0.0) + 1e-6

    lists, arrays = shop_shelves.InLists(), shop_shelves.InArrays()
    one, other = Given(), Given()
    for day in range(3 * grocery.REVIEW):
        if grocery.arrives(day):
            lists.unpack()
            arrays.unpack()
        assert lists.sell(one) == arrays.sell(other)
        if grocery.orders(day):
            assert lists.order() == arrays.order() > 0
        assert lists.stock == arrays.stock.tolist()
        assert lists.variance == pytest.approx(arrays.variance.tolist())
    sys.modules.pop("shop_shelves")


def test_a_program_with_another_fill_rate_is_refused(bench):
    rows, side_by_side = bench
    ours = {"row": rows.OURS_FROM_YAML, "fill_rate": EXACT, **FIGURES}
    other = {"row": "AgentPy", "fill_rate": EXACT - 0.0011, **FIGURES}
    _, *lines = side_by_side.of_size(rows.SMALL_TASK, [ours, other], 5)
    found = {name: cells for name, *cells in lines}
    assert found[rows.OURS_FROM_YAML] == ["20", "21", "50", "0.100", "1", "1", "0.9279"]
    assert found["AgentPy"] == [*"------", f"refused: {EXACT - 0.0011:.4f}"]
    assert found["mesa-frames"] == [*"-------"]


def test_a_grocer_is_refused_beyond_what_chance_does_between_rounds(bench):
    rows, side_by_side = bench
    noisy = FIGURES | {"fill_variance": 0.0004**2}  # four errors: 0.0016 sqrt(2 / 8) = 0.0008
    ours = {"row": rows.OURS_FROM_YAML, "shops": 10, "fill_rate": 0.97, **noisy}
    near = {"row": "Mesa, lists", "shops": 10, "fill_rate": 0.9707, **noisy}
    far = {"row": "Mesa, arrays", "shops": 10, "fill_rate": 0.9709, **noisy}
    _, *lines = side_by_side.of_size(rows.GROCERY, [ours, near, far], 8)
    told = {name: cells[-1] for name, *cells in lines}
    assert told["Mesa, lists"] == "0.9707"
    assert told["Mesa, arrays"] == "refused: 0.9709"
    rule = side_by_side.rule(rows.GROCERY, [ours, near, far], 8)
    assert rule == "A fill rate may be off by 0.0008."


def test_a_program_that_fails_is_named_with_its_error(bench):
    rows, _ = bench
    with pytest.raises(SystemExit, match=r"(?s)memory.py of shops: .*invalid literal"):
        rows.answer_of(rows.OURS, "memory.py", "of", "shops")
