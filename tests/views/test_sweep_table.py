import math

import pytest

from sim.scenario.catalogue import PARAMETERS
from sim.views.sweep_finding import sweep_finding
from sim.views.sweep_table import last_clear, sweep_table, zero_crossings
from sim.views.vocabulary import parameter_words, spoken

MOQ = {"direct.moq_cases": [0.5, 1.0, 2.0, 4.0, 8.0]}
LEVER = {"levers.direct_ordering": [0.0, 1.0]}
INCOME = "income.shop_owner"


def test_a_swept_lever_becomes_its_paired_effect(make_sweep):
    result = make_sweep(MOQ | LEVER, [INCOME])
    sweep = sweep_table(result)
    assert sweep.keys == ["direct.moq_cases"]
    assert sweep.lever == "levers.direct_ordering"
    points = result.tables["points"].set_index(["direct.moq_cases", "seed"])
    on, off = (points[points["levers.direct_ordering"] == level][INCOME] for level in (1, 0))
    expected = (on - off).groupby(level=0).agg(["mean", "std"])
    effect = sweep.of(INCOME).set_index("direct.moq_cases")
    assert effect["mean"].tolist() == pytest.approx(expected["mean"].tolist())
    half = 2.776 * expected["std"] / math.sqrt(5)  # Student's t, 4 degrees of freedom
    assert (effect["high"] - effect["mean"]).tolist() == pytest.approx(half.tolist(), rel=1e-3)


def test_zero_is_found_where_the_drawn_line_meets_it():
    assert zero_crossings([1.0, 2.0, 3.0], [5.0, 1.0, -1.0]) == [2.5]
    assert zero_crossings([1.0, 100.0], [1.0, -1.0]) == pytest.approx([10.0])  # logarithmic axis
    assert zero_crossings([1.0, 2.0], [1.0, 2.0]) == []


def test_the_title_says_on_which_side_a_lever_pays(make_sweep):
    result = make_sweep(MOQ | LEVER, [INCOME])
    text = sweep_finding(sweep_table(result))
    assert text.startswith(
        "Direct ordering raises income of shop owners up to direct.moq_cases = 2"
    )
    result.tables["points"][INCOME] *= -1
    text = sweep_finding(sweep_table(result))
    assert text.startswith("Direct ordering lowers income of shop owners up to")


def test_units_stand_on_the_axes(make_sweep):
    sweep = sweep_table(make_sweep(MOQ, [INCOME, "stockout_rate"]))
    assert sweep.axis("direct.moq_cases") == "Smallest direct order (case)"
    assert sweep.measure_of(INCOME).title() == "Income of shop owners, RMB a year"
    assert sweep.measure_of("stockout_rate").title() == "Stockout rate, %"


def test_keys_of_parameters_are_said_in_words():
    assert spoken("up to direct.moq_cases = 2, not stock.moq_cases or e.g. this") == (
        "up to smallest direct order = 2, not stock.moq_cases or e.g. this"
    )
    assert parameter_words("levers.new_retail") == "New retail"
    assert parameter_words("scale") == "Real units that one agent stands for"
    words = {key: parameter_words(key) for key in PARAMETERS}
    assert not [key for key, said in words.items() if "_" in said or not 0 < len(said) <= 60]


def test_without_a_turn_the_title_gives_both_ends_and_what_is_clear(make_sweep):
    result = make_sweep({"direct.moq_cases": [0.5, 1.0]} | LEVER, [INCOME])
    text = sweep_finding(sweep_table(result))
    assert text.startswith("Change of income of shop owners: RMB")
    assert text.endswith("at 1; clear at 2 of 2 values")


def test_outcomes_keep_their_order_when_a_lever_is_taken_apart(make_sweep):
    names = ["stockout_rate", INCOME, "direct_share"]
    assert sweep_table(make_sweep(MOQ | LEVER, names)).outcomes == names


def test_a_gain_fades_where_its_interval_first_meets_zero():
    assert last_clear([1.0, 2.0, 3.0], [5.0, 1.0, -1.0], [7.0, 3.0, 1.0]) == 2.5
    assert last_clear([1.0, 2.0], [-4.0, -2.0], [-2.0, 2.0]) == 1.5  # a loss fades as well
    assert last_clear([1.0, 2.0], [1.0, 1.0], [2.0, 2.0]) is None
    assert last_clear([1.0, 2.0], [-1.0, 1.0], [1.0, 2.0]) is None


def test_the_title_says_from_where_a_gain_is_not_clear(make_sweep):
    result = make_sweep(MOQ | LEVER, [INCOME])
    points = result.tables["points"]
    on = points["levers.direct_ordering"] == 1
    off = points.loc[~on, INCOME].to_numpy()
    gain = 4000 / points.loc[on, "direct.moq_cases"].to_numpy() ** 2
    noise = 100 * (points.loc[on, "seed"].to_numpy() - 3)
    points.loc[on, INCOME] = off + gain + noise
    sweep = sweep_table(result)
    assert sweep.fades(INCOME)
    assert sweep_finding(sweep).endswith("; beyond, no effect is clear")
