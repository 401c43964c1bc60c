import math

import numpy as np
import pandas as pd
import pytest

from sim.views.sweep_finding import sweep_finding
from sim.views.sweep_table import BreakEven, sweep_table
from sim.views.sweep_words import place_of
from sim.views.vocabulary import spoken

MOQ = {"direct.minimum_order": [0.5, 1.0, 2.0, 4.0, 8.0]}
LEVER = {"levers.direct_ordering": [0.0, 1.0]}
INCOME = "income.shop_owner"


def test_a_swept_lever_becomes_its_paired_effect(make_sweep):
    result = make_sweep(MOQ | LEVER, [INCOME])
    sweep = sweep_table(result)
    assert sweep.keys == ["direct.minimum_order"]
    assert sweep.lever == "levers.direct_ordering"
    points = result.tables["points"].set_index(["direct.minimum_order", "seed"])
    on, off = (points[points["levers.direct_ordering"] == level][INCOME] for level in (1, 0))
    expected = (on - off).groupby(level=0).agg(["mean", "std"])
    effect = sweep.of(INCOME).set_index("direct.minimum_order")
    assert effect["mean"].tolist() == pytest.approx(expected["mean"].tolist())
    half = 2.776 * expected["std"] / math.sqrt(5)  # Student's t, 4 degrees of freedom
    assert (effect["high"] - effect["mean"]).tolist() == pytest.approx(half.tolist(), rel=1e-3)


def test_the_title_says_on_which_side_a_lever_pays(make_sweep):
    result = make_sweep(MOQ | LEVER, [INCOME])
    text = sweep_finding(sweep_table(result))
    assert text.startswith(
        "Direct ordering raises income of shop owners up to direct.minimum_order = 2"
    )
    assert text.endswith(") and lowers it beyond")
    result.tables["points"][INCOME] *= -1
    text = sweep_finding(sweep_table(result))
    assert text.startswith("Direct ordering lowers income of shop owners up to")
    assert text.endswith(") and raises it beyond")


def test_units_stand_on_the_axes(make_sweep):
    sweep = sweep_table(make_sweep(MOQ, [INCOME, "stockout_rate"]))
    assert sweep.axis("direct.minimum_order") == "Direct minimum order (RMB)"
    assert sweep.measure_of(INCOME).title() == "Income of shop owners, RMB a year"
    assert sweep.measure_of("stockout_rate").title() == "Stockout rate, %"


def test_keys_of_parameters_are_said_in_words():
    assert spoken("up to direct.minimum_order = 2, not stock.minimum_order or e.g. this") == (
        "up to direct minimum order = 2, not stock.minimum_order or e.g. this"
    )


def test_without_a_turn_the_title_gives_both_ends_and_says_so(make_sweep):
    result = make_sweep({"direct.minimum_order": [0.5, 1.0]} | LEVER, [INCOME])
    text = sweep_finding(sweep_table(result))
    assert text.startswith("Change of income of shop owners: RMB")
    assert text.endswith("at 1; more than zero at all values")


def test_outcomes_keep_their_order_when_a_lever_is_taken_apart(make_sweep):
    names = ["stockout_rate", INCOME, "direct_share"]
    assert sweep_table(make_sweep(MOQ | LEVER, names)).outcomes == names


def fading(make_sweep, break_even=None, seeds=5):
    """A gain that fades to nothing and never turns into a loss; a seed shifts all of it."""
    result = make_sweep(MOQ | LEVER, [INCOME], seeds=seeds, break_even=break_even)
    points = result.tables["points"]
    on = points["levers.direct_ordering"] == 1
    off = points.loc[~on, INCOME].to_numpy()
    gain = 4000 / points.loc[on, "direct.minimum_order"].to_numpy() ** 2
    noise = 20 * (points.loc[on, "seed"].to_numpy() - (seeds + 1) / 2)
    points.loc[on, INCOME] = off + gain + noise
    return sweep_table(result)


def test_a_gain_that_fades_never_crosses_zero(make_sweep):
    text = sweep_finding(fading(make_sweep))
    assert text.endswith("at 8; more than zero at all values")


@pytest.mark.parametrize("seeds", [2, 4, 16])
def test_it_meets_a_stated_sum_at_one_place_whatever_the_seeds(make_sweep, seeds):
    sweep = fading(make_sweep, break_even=600, seeds=seeds)
    (found,) = sweep.break_evens_of(INCOME)
    line = np.interp(600, [250, 1000], [math.log(4), math.log(2)])  # falling from 1000 to 250
    assert found.at == pytest.approx(math.exp(line))
    assert sweep_finding(sweep).startswith(
        "Direct ordering raises income of shop owners by more than RMB\u00a0600 a year "
        "up to direct.minimum_order = 2.9 ("
    )
    assert sweep.total_of("stockout_rate") == 0


def test_a_place_is_told_with_its_interval_and_open_ends():
    values = pd.Series([0.01, 0.05, 0.3])
    told = [
        place_of(BreakEven(True, 0.19, low, high, seeds), values)
        for low, high, seeds in ((0.17, 0.22, 4), (math.nan, 0.22, 4), (0.17, math.nan, 2))
    ]
    assert told == ["0.19 (0.17 to 0.22)", "0.19 (under 0.01 to 0.22)", "0.19 (0.17 to over 0.3)"]
    assert place_of(BreakEven(True, 0.19, math.nan, math.nan, 1), values) == "0.19"
