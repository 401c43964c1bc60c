"""What `make peers` compares can be played here, and what it finds is told as it is."""

import json
import re
import sys
from math import isfinite, sqrt
from pathlib import Path
from statistics import fmean, stdev

import pytest

from sim.model import TradeModel
from sim.scenario import read_scenario

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "benchmarks"
MODULES = ("peers", "comparison", "examples", "measure", "pages", "rows", "tables")
A_WEEK = [
    "calendar.start=2000-01-01",
    "calendar.end=2000-01-07",
    "calendar.warmup_days=1",
    "population.shops=2",
]


@pytest.fixture
def bench(monkeypatch):
    """The modules of the folder, which import each other by name."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.syspath_prepend(str(BENCHMARKS / "programs"))
    import peers

    yield peers
    for name in (*MODULES, "replicas", "engine_examples"):
        sys.modules.pop(name, None)


@pytest.fixture
def comparison(bench):
    import comparison

    return comparison


@pytest.fixture
def examples(bench):
    import examples

    return examples


def test_every_scenario_is_an_example(examples):
    assert {example.path for example in examples.EXAMPLES} == {*examples.FOLDER.glob("*.yaml")}
    keys = [(example.key, quantity.theirs) for example, quantity in quantities(examples)]
    assert len(keys) == len({*keys})


def test_there_are_as_many_quantities_as_the_page_promises(examples):
    peers = [example.peer for example, _ in quantities(examples)]
    assert peers.count("stockpyl") >= 12
    assert peers.count("SupplyNetPy") >= 8


def quantities(examples):
    """Each quantity with its example."""
    return [(example, each) for example in examples.EXAMPLES for each in example.quantities]


@pytest.mark.slow
def test_the_engine_gives_every_quantity(examples):
    for example in examples.EXAMPLES:
        model = TradeModel(read_scenario(example.path, [*example.sets, *A_WEEK])).run()
        outcomes = {name: outcome.value for name, outcome in model.outcomes().items()}
        for quantity in example.quantities:
            assert isfinite(quantity.ours(outcomes)), (example.key, quantity.name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "published"),
    [
        # As stockpyl's documentation prints them.
        ("newsvendor", 1.9976051931766445),
        ("base_stock", 4.466781004149577),
        ("s_s", 8.034111561471642),
        ("r_q_quarter", 107.92358063314975),
    ],
)
def test_costs_are_those_that_stockpyl_publishes(bench, examples, name, published):
    import engine_examples

    path = examples.FOLDER / f"stockpyl_{name}.yaml"
    found = engine_examples.played(path, [], range(1, 11))
    costs = [outcomes["cost.tier0"] for outcomes in found["outcomes"]]
    error = stdev(costs) / sqrt(len(costs))
    assert fmean(costs) == pytest.approx(published, abs=5 * error)
    assert error < 0.001 * published
    assert found["ns"] > 0


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("eoq", 8 * 1300 / 304 + 0.225 * 304 / 2),
        # Stock falls from 299 to nothing in 23 of 24 days, and 13 are owed at the end of the last.
        ("eoq_backorders", 8 * 1300 / 312 + 0.225 * 299 / 2 * 23 / 24 + 5 * 13 / 2 / 24),
    ],
)
def test_order_quantities_cost_what_the_formula_says(bench, examples, name, by_hand):
    import engine_examples

    path = examples.FOLDER / f"stockpyl_{name}.yaml"
    (outcomes,) = engine_examples.played(path, [], [1])["outcomes"]
    assert outcomes["cost.tier0"] == pytest.approx(by_hand, rel=1e-9)


def test_goods_ordered_in_an_evening_are_counted_from_then_on(bench, examples):
    import engine_examples

    (eoq,) = [example for example in examples.EXAMPLES if example.scenario == "supplynetpy_eoq"]
    (outcomes,) = engine_examples.played(eoq.path, [], [1])["outcomes"]
    ours = {quantity.name: quantity.ours(outcomes) for quantity in eoq.quantities}
    # Two lots in 73 days. 1,200 lie for a day until the first customers, or for half of one, then
    # 34 fewer each day; the 36th customers get the last 10.
    lots = 1200 * 1.5 + 2 * sum(1200 - 34 * days for days in range(1, 36))
    assert ours["sold"] == pytest.approx(2400 / 73)
    assert ours["stock"] == pytest.approx(lots / 73)
    assert ours["cost"] == pytest.approx((0.273 * lots + 2 * 4000) / 73)


def made_up(examples, ours_off=0.0):
    """What both programs could print; ours_off is added to all of ours."""
    theirs = {
        quantity.theirs: {"values": [3.0], "ns": None} for _, quantity in quantities(examples)
    }
    value = {"values": [2.0, 4.0], "ns": 5000.0}
    theirs |= {key: value for key in theirs if "/" in key}
    names = ("cost", "profit", "end_stock", "backlog", "fill_rate", "sales", "waste_share")
    outcomes = {f"{name}.tier{tier}": 3.0 + ours_off for name in names for tier in range(5)}
    outcomes |= {"lost_sales_share": 3.0 + ours_off, "orders.tier0": 0.0}
    ours = {"outcomes": [outcomes, outcomes], "ns": 250.0}
    return theirs, {example.key: ours for example in examples.EXAMPLES}


def test_a_row_tells_the_difference_with_its_error(comparison, examples):
    row = comparison.compared(*made_up(examples, ours_off=0.5))[1]
    assert (row.theirs.value, row.ours.value) == (3.0, 3.5)
    assert row.difference == 0.5
    assert row.error == row.theirs.error == 1.0  # 2 and 4: a spread of root 2, over root 2
    assert row.errors_apart == 0.5
    cells = comparison.cells(row)
    assert cells == ["cost", "3", "3.5", "0.5000", "1", "+0.5", "5", "0.25"]


def test_errors_of_both_sides_add_up(comparison):
    theirs, ours = comparison.side([0.0, 6.0], 1.0), comparison.side([0.0, 8.0], None)
    row = comparison.Row(None, None, theirs, ours)
    errors = (row.theirs.error, row.ours.error, row.error)
    assert errors == pytest.approx((3.0, 4.0, 5.0))


def test_what_is_known_has_no_error_and_rounding_is_no_difference(comparison, examples):
    row = comparison.compared(*made_up(examples, ours_off=3e-10))[0]
    assert row.quantity.name == "cost, formula"
    assert (row.difference, row.error, row.errors_apart) == (0.0, 0.0, None)
    assert comparison.cells(row)[3:6] == ["0", "0", "-"]


def test_the_summary_counts_what_is_far_off(comparison):
    def row(ours, error):
        side = comparison.Side
        return comparison.Row(None, None, side(10.0, 0.0, None), side(ours, error, None))

    told = comparison.summary([row(10.0, 0.0), row(11.0, 0.0), row(10.1, 0.1), row(9.7, 0.1)])
    assert told.startswith("4 quantities. 2 have no chance in them, and 1 of these are the same")
    assert "Of the other 2, 1 differ by more than two" in told
    assert told.endswith("none by more than 3.0.")


def test_a_program_tells_a_value_a_seed(bench, capsys):
    import replicas

    played = replicas.simulated("of", lambda seed: {"twice": 2 * seed}, range(1, 4), node_days=10)
    replicas.tell(played | replicas.formula("known", 7), "numpy")
    told = json.loads(capsys.readouterr().out)
    assert told["versions"].keys() == {"numpy"}
    assert told["answers"]["known"] == {"values": [7.0], "ns": None}
    assert told["answers"]["of/twice"]["values"] == [2.0, 4.0, 6.0]
    assert told["answers"]["of/twice"]["ns"] >= 0


def test_without_the_peers_the_command_says_what_it_lacks(bench, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(bench, "STOCK", tmp_path / "python")
    monkeypatch.setattr(sys, "argv", ["peers.py"])
    with pytest.raises(SystemExit) as ended:
        bench.main()
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "stockpyl and SupplyNetPy are not installed" in told.err
    assert "Python 3.12" in told.err


def test_the_page_shows_every_quantity_in_order(comparison, examples):
    page = (ROOT / "docs" / "peers.md").read_text("utf-8")
    measured = page.partition("<!-- measured: ")[2].partition("<!-- end measured -->")[0]
    lines = [line.strip("|").split("|") for line in measured.splitlines() if line.startswith("|")]
    tables = [[cell.strip() for cell in line] for line in lines]
    assert tables.count(comparison.HEAD) == 2
    shown = [line for line in tables if line != comparison.HEAD and line[0] != "---"]
    assert [line[1] for line in shown] == [each.name for _, each in quantities(examples)]
    named = [line[0] for line in shown if line[0]]
    assert named == [example.name for example in examples.EXAMPLES]
    assert re.search(r"stockpyl \d+\.\d+.*supplynetpy \d+\.\d+", measured)


def test_a_page_is_renewed_between_its_marks(bench):
    from pages import renew

    page = "before\n<!-- measured: generated by it -->\n\nold\n\n<!-- end measured -->\nafter\n"
    assert renew(page, "new") == page.replace("old", "new")
    assert renew("no marks\n", "new") == "no marks\n"


def test_the_tables_on_a_page_are_those_of_the_terminal(bench, examples):
    theirs, ours = made_up(examples)
    versions = {"stockpyl": "1.0", "supplynetpy": "0.5"}
    machine = {"cores": 2, "processor": "one"}
    measured = {"machine": machine, "versions": versions, "theirs": theirs, "ours": ours}
    told = bench.markdown(measured)
    assert told.startswith("stockpyl 1.0, supplynetpy 0.5; 2 cores, one.\n\n")
    assert told.count("### ") == 2
    assert (
        told.count("| Example 4.3, newsvendor | cost, formula | 3 | 3 | 0 | 0 | - | - | 0.25 |")
        == 1
    )
