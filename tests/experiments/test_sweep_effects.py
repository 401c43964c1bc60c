"""What a lever changes at each point of a sweep, at the same seed: fully, or in several degrees."""

from itertools import product

import pandas as pd
import pytest

from sim.experiments.sweep_effects import break_even_table, gains, varied_in

LEVER, CHARGE = "levers.direct_ordering", "direct.drop_charge"


def points(levels, charges=(5.0, 10.0)):
    """Incomes of 100 and the seed, and 6 more for each tenth that orders, less the charge."""
    rows = [
        {LEVER: level, CHARGE: charge, "seed": seed, "income": 100 + seed + level * (60 - charge)}
        for level, charge, seed in product(levels, charges, (1, 2))
    ]
    return pd.DataFrame(rows)


def test_off_and_on_are_no_degrees():
    table = points([0.0, 0.5])
    assert varied_in(table, [LEVER, CHARGE]) == varied_in(table, [CHARGE, LEVER])
    assert varied_in(table, [LEVER, CHARGE]).keys == [CHARGE]
    found = gains(table, [LEVER, CHARGE], ["income"])
    assert LEVER not in found
    assert found.groupby(CHARGE)["value"].agg(list).to_dict() == {5.0: [27.5] * 2, 10.0: [25.0] * 2}


def test_each_degree_has_its_effect_against_off():
    table = points([0.0, 0.1, 1.0])
    varied = varied_in(table, [LEVER, CHARGE])
    assert (varied.lever, varied.keys) == (LEVER, [LEVER, CHARGE])
    found = gains(table, [LEVER, CHARGE], ["income"])
    assert len(found) == 8
    for row in found.to_dict("records"):
        assert row["value"] == pytest.approx(row[LEVER] * (60 - row[CHARGE]))


def test_a_lever_that_is_never_off_has_no_effect_to_tell():
    table = points([0.5, 1.0])
    assert varied_in(table, [LEVER, CHARGE]).lever is None
    assert gains(table, [LEVER, CHARGE], ["income"])["value"].min() > 100


@pytest.mark.parametrize("seeds", [1, 3])
def test_a_mean_that_comes_back_is_told_on_neither_side(seeds):
    means = {1.0: 50.0, 2.0: -1.0, 3.0: 50.0}
    rows = [
        {CHARGE: charge, "seed": seed, "income": mean + 6 * (seed - (seeds + 1) / 2)}
        for charge, mean in means.items()
        for seed in range(1, seeds + 1)
    ]
    table = break_even_table(pd.DataFrame(rows), [CHARGE], {"income": "RMB/year"}, 0.0)
    assert table["found"].tolist() == ["falls below", "rises above"]
    assert table["at"].tolist() == pytest.approx([2 - 1 / 51, 2 + 1 / 51])
