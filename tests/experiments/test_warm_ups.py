"""Runs that differ only in levers of the first day share a warm-up: each as it is alone."""

import numpy as np
import pytest

from sim.experiments.points import points_at, run_point
from sim.experiments.run import run_scenario
from sim.experiments.warm_ups import LATE, SharedWarmUps, what_warms_up
from sim.phases.policy.levers import ON_SUPPLIERS
from sim.scenario import read_scenario

SMALL = (
    "scale=20000",
    "population.provinces=[Gansu, Zhejiang]",
    "population.minimum_farmers=30",
    "calendar.start=2016-03-20",
    "calendar.end=2016-04-10",
    "calendar.warmup_days=9",
    "assortment.review_days=14",
    "direct.review_days=7",
)
ALL = ("levers.analytics=1", "levers.direct_ordering=0.5", "levers.fast_replenishment=1")


def small(*more):
    return read_scenario("base", sets=(*SMALL, *more))


def alike(one, other):
    np.testing.assert_equal(one.outcomes, other.outcomes)
    assert one.tables.keys() == other.tables.keys()
    for name, table in one.tables.items():
        for column, values in table.items():
            np.testing.assert_array_equal(values, other.tables[name][column], f"{name}.{column}")


@pytest.mark.parametrize("first", [(), ALL])
def test_whoever_plays_the_warm_up_the_others_get_what_they_get_alone(first, tmp_path):
    file = tmp_path / "warm_up.npz"
    scenarios = [small(*levers) for levers in (first, ALL, ())]
    sharing = [run_scenario(scenario, 1, warm_up=file) for scenario in scenarios]
    for scenario, run in zip(scenarios, sharing, strict=True):
        alike(run, run_scenario(scenario, 1))


def test_it_is_taken_over_and_not_played_again(tmp_path, monkeypatch):
    from sim.model import TradeModel

    file, played, play = tmp_path / "warm_up.npz", [], TradeModel.play

    def noted(model, until, on_days=None):
        played.append((model.day, until))
        play(model, until, on_days)

    monkeypatch.setattr(TradeModel, "play", noted)
    for levers in ((), ALL):
        run_scenario(small(*levers), 1, warm_up=file)
    assert played == [(0, 8), (8, 31), (8, 31)]


def test_another_opening_is_not_taken_over(tmp_path):
    file = tmp_path / "warm_up.npz"
    run_scenario(small(), 1, warm_up=file)
    alike(run_scenario(small(), 2, warm_up=file), run_scenario(small(), 2))


def test_levers_of_the_first_day_are_left_out_and_no_others():
    assert what_warms_up(small(*ALL)) == what_warms_up(small())
    for other in ("levers.new_retail=1", "levers.online_selling=1", "levers.smart_logistics=1"):
        assert what_warms_up(small(other)) != what_warms_up(small())
    before = "levers.analytics={level: 1, from: 2016-03-15}"
    assert what_warms_up(small(before)) != what_warms_up(small())
    assert what_warms_up(small("stock.attention=0.7")) != what_warms_up(small())


def test_levers_that_wait_are_flags_of_shops():
    assert LATE == ON_SUPPLIERS


def test_one_of_each_goes_first_and_files_go_with_the_last(tmp_path):
    points = [
        point
        for levers in ((), ALL, ("stock.attention=0.7",))
        for point in points_at(small(*levers), [1, 2, 3], tmp_path)
    ]
    with SharedWarmUps(2, lambda point: str([what_warms_up(point.scenario), point.seed])) as shared:
        turns = shared.in_turn(points)
        assert [point.seed for point in turns] == [1, 2, 1, 2, 3, 3, 1, 2, 3]
        assert sorted(map(str, map(shared.over, turns))) == sorted(map(str, points))
        files = [point.warm_up for point in turns]
        assert files[0] == files[2] != files[1] == files[3]
        assert files[6:] == [None] * 3


def test_a_warm_up_is_removed_when_nobody_needs_it(tmp_path):
    points = [p for levers in ((), ALL) for p in points_at(small(*levers), [1], tmp_path)]
    with SharedWarmUps(1, lambda point: "one") as shared:
        there = []
        for job in shared.in_turn(points):
            run_point(job)
            there.append(job.warm_up.exists())
            shared.over(job)
        assert there == [True, True]
        assert not job.warm_up.exists()
