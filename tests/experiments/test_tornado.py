"""Every guess at both ends, paired by seed, against the effect with none moved."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.experiments import NothingToCompareError, TooFewSeedsError
from sim.experiments.points import Point
from sim.experiments.run import Outcome
from sim.experiments.tornado import tornado
from sim.experiments.tornado_tables import (
    HERE,
    guesses_by_size,
    guesses_that_move_little,
    tornado_tables,
)
from sim.scenario import Scenario, read_scenario
from sim.scenario.guesses import HIGH, LOW, End, ends_of_guesses

SEEDS = [1, 2, 3]


@pytest.fixture(scope="module")
def pair() -> tuple[Scenario, Scenario]:
    return read_scenario("with_direct_ordering"), read_scenario("without_direct_ordering")


class Invented(Point):
    """A run whose outcome is told."""

    def outcomes(self) -> dict[str, Outcome]:
        return {"income.shop_owner": Outcome(self.values["value"], "RMB/year")}


def cases(slopes: dict[str, float]) -> list[tuple[End, bool, Point]]:
    """An effect of 100 that a guess shifts by its slope times its end; luck of 50 a seed."""
    ends = [End(name, end, at, {}) for name in slopes for end, at in ((LOW, -1.0), (HIGH, 1.0))]
    made = []
    for end in (HERE, *ends):
        for seed in SEEDS:
            luck = 50.0 * np.random.default_rng(seed).normal()
            shift = slopes[end.guess] * end.at if end != HERE else 0.0
            for is_scenario in (False, True):
                value = 20_000.0 + luck + is_scenario * (100.0 + seed + shift)
                point = Invented({"value": value}, None, seed, Path("none"))
                made.append((end, is_scenario, point))
    return made


def test_a_shift_is_the_effect_at_an_end_less_the_effect_as_it_is() -> None:
    tables = tornado_tables(cases({"a.b": 30.0, "c.d": -400.0, "e.f": 0.0}))
    effects = tables["effects"].set_index(["guess", "end"])
    assert effects.loc[(HERE.guess, HERE.end), "difference"] == pytest.approx(102.0)
    assert effects.loc[("a.b", HIGH), "difference"] == pytest.approx(132.0)
    shifts = tables["shifts"].set_index(["guess", "end"])
    assert len(shifts) == 6
    assert shifts["difference"].to_dict() == pytest.approx(
        {("a.b", LOW): -30.0, ("a.b", HIGH): 30.0, ("c.d", LOW): 400.0, ("c.d", HIGH): -400.0,
         ("e.f", LOW): 0.0, ("e.f", HIGH): 0.0}
    )  # fmt: skip
    # Paired: neither luck nor seed is left, and what is the same at three seeds is a sign test's.
    assert shifts["p_value"].tolist() == pytest.approx([0.25] * 4 + [1.0] * 2)
    assert shifts["base_mean"].tolist() == pytest.approx([102.0] * 6)
    assert shifts.loc[("a.b", LOW), "at"] == -1.0


def test_the_largest_come_first_and_the_small_ones_are_told() -> None:
    tables = tornado_tables(cases({"a.b": 30.0, "c.d": -400.0, "e.f": 0.0}))
    assert guesses_by_size(tables["shifts"], "income.shop_owner") == ["c.d", "a.b", "e.f"]
    little = guesses_that_move_little(
        tables["effects"], tables["shifts"], ["income.shop_owner", "not.there"]
    )
    assert little == ["a.b", "e.f"]  # 1 % of 20,000 is 200


def test_every_end_runs_with_and_without_at_every_seed(
    pair: tuple[Scenario, Scenario], tmp_path: Path, inline: list
) -> None:
    scenario, baseline = pair
    ends = ends_of_guesses(scenario, baseline, ["stock.attention", "direct.drop_charge"])
    result = tornado(scenario, baseline, ends, SEEDS, tmp_path, 1)
    assert (result.found, result.ran, len(inline)) == (0, 30, 30)
    asked = {(p.scenario.stock.attention, p.scenario.levers.direct_ordering.level) for p in inline}
    assert len(asked) == 2 * 3
    inline.clear()
    again = tornado(scenario, baseline, ends, SEEDS, tmp_path, 1)
    assert (again.found, again.ran, inline) == (30, 0, [])
    pd.testing.assert_frame_equal(again.tables["shifts"], result.tables["shifts"])


def test_an_end_that_clashes_is_told_and_not_run(
    pair: tuple[Scenario, Scenario], tmp_path: Path, inline: list
) -> None:
    scenario, baseline = pair
    clash = End("calendar.end", HIGH, 0.0, {"calendar.end": "2015-01-01"})
    ends = [clash, *ends_of_guesses(scenario, baseline, ["stock.attention"])]
    result = tornado(scenario, baseline, ends, SEEDS[:2], tmp_path, 1)
    assert result.ran == 12
    assert result.tables["refused"]["guess"].tolist() == ["calendar.end"]


def test_what_cannot_be_told_is_refused(pair: tuple[Scenario, Scenario], tmp_path: Path) -> None:
    scenario, baseline = pair
    ends = ends_of_guesses(scenario, baseline, ["stock.attention"])
    with pytest.raises(TooFewSeedsError):
        tornado(scenario, baseline, ends, [1], tmp_path, 1)
    with pytest.raises(NothingToCompareError, match="asks for what"):
        tornado(scenario, scenario, ends, SEEDS, tmp_path, 1)
    with pytest.raises(NothingToCompareError, match="no guess"):
        tornado(scenario, baseline, [], SEEDS, tmp_path, 1)
