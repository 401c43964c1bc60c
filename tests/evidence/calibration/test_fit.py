"""The fit on the mean field: known parameters are found again, and nothing is done twice."""

import csv

import numpy as np
import pytest

from sim.cli.pictures import place
from sim.cli.predict import ENSEMBLE
from sim.evidence.calibration import fit as fitting
from sim.evidence.calibration import tasks
from sim.evidence.calibration.calibrating import problem_of
from sim.evidence.calibration.fit import Effort, fit, parts_of
from sim.evidence.calibration.moments import of_mean_field
from sim.evidence.calibration.problem import Problem, beyond
from sim.evidence.calibration.rivals import of_model
from sim.evidence.calibration.space import point, read_space, settings
from sim.evidence.calibration.targets import CHINA, Target, calibration_folder
from sim.evidence.calibration.tasks import find_all, task_at
from sim.evidence.calibration.told import fitted_scenario, tables_of, targets_table
from sim.experiments.ensembles import read_ensemble
from sim.experiments.errors import NoResultError
from sim.experiments.manifests import manifest_of
from sim.experiments.provenance import manifest
from sim.scenario import read_scenario

KNOWN = {"online.taste_growth": 0.15, "online.variety_weight": 0.7, "online.lack_weight": 0.6}
SPACE = tuple(free._replace(prior=None, spread=None) for free in read_space() if free.key in KNOWN)
TRUE = point(SPACE, KNOWN)
SMALL = Effort(log2_points=4, starts=1, rounds=1, turns=0, steps=8, members=5)
PLACES = (
    ("online_sales_growth", CHINA, 0.005),
    ("platform_sales_growth", "Gansu", 0.02),
    ("platform_sales_growth", "Zhejiang", 0.02),
    ("platform_spending_per_resident", "Tibet", 30.0),
    ("platform_spending_per_resident", "Shanghai", 60.0),
)


def own_output():
    """Targets that the mean field meets at the known parameters."""
    scenario = read_scenario("base").with_values(KNOWN)
    told = of_mean_field(scenario)
    targets = tuple(
        Target(f"t{place}", outcome, "1", off, 1.0, "own output", where=where,
               value=told[outcome][where])
        for place, (outcome, where, off) in enumerate(PLACES)
    )  # fmt: skip
    return Problem(read_scenario("base"), SPACE, targets, {})


def about():
    return manifest("calibration", [read_scenario("base")], [1], {})


@pytest.fixture(scope="module")
def problem():
    return own_output()


@pytest.fixture(scope="module")
def found(problem, tmp_path_factory):
    told = []
    folder = tmp_path_factory.mktemp("fit")
    done = fit(problem, SMALL, [1], folder, 2, lambda *part: told.append(part), about)
    assert told[-1][:2] == (parts_of(SMALL, problem, 1),) * 2
    return done


def test_at_the_known_parameters_nothing_is_off(problem):
    assert problem.residuals(TRUE[np.newaxis]) == pytest.approx(np.zeros((1, 5)), abs=1e-9)


def test_what_the_engine_says_beyond_is_added_everywhere(problem):
    here = problem.moments(TRUE)
    runs = {name: {place: v + 0.5 for place, v in each.items()} for name, each in here.items()}
    more = problem._replace(beyond=beyond(runs, here, problem.targets))
    told, usual = more.moments(0.5 * TRUE), problem.moments(0.5 * TRUE)
    for name, values in told.items():
        assert values == pytest.approx({p: v + 0.5 for p, v in usual[name].items()})


def test_what_is_done_is_not_done_again(problem, tmp_path, monkeypatch):
    parts = [
        task_at("try", problem, TRUE[np.newaxis]),
        task_at("try", problem, np.full((1, 3), 0.5)),
    ]
    told = []
    first = find_all(parts[:1], tmp_path, 1, told.append)
    assert first[0].tried.costs == pytest.approx([0.0], abs=1e-9)
    ran = []

    def in_turn(work, jobs, workers):
        ran.extend(jobs)
        return ((job, work(job)) for job in jobs)

    monkeypatch.setattr(tasks, "run_jobs", in_turn)
    both = find_all(parts, tmp_path, 1, told.append)
    assert ran == parts[1:]
    assert told == ["", "", ""]
    assert both[0].tried.costs == first[0].tried.costs
    assert both[1].tried.costs[0] > 1.0
    parts[0].file(tmp_path).write_text("{")
    with pytest.raises(NoResultError, match="this finished part is damaged"):
        find_all(parts, tmp_path, 1, told.append)


def test_what_was_stopped_early_is_known_and_goes_on(problem, tmp_path, monkeypatch):
    def stop(*part):
        raise KeyboardInterrupt

    def in_turn(work, jobs, workers):
        return ((job, work(job)) for job in jobs)

    monkeypatch.setattr(tasks, "run_jobs", in_turn)
    folder = tmp_path / "fit"
    with pytest.raises(KeyboardInterrupt):
        fit(problem, SMALL, [1], folder, 1, stop, about)
    assert len([*(folder / "points").iterdir()]) == 1
    assert manifest_of(folder)["finished"] is False
    assert place("fit", {}, folder) == folder


@pytest.mark.slow
def test_known_parameters_are_found_again(found):
    assert found.cost < 0.01
    assert settings(SPACE, found.best) == pytest.approx(KNOWN, rel=0.02)
    for told, (key, true) in zip(found.profiles, KNOWN.items(), strict=True):
        assert told["key"] == key
        assert told["low"] <= true <= told["high"]


@pytest.mark.slow
def test_each_target_is_predicted_by_the_others(found):
    for left in found.left_out:
        said = left.moments[left.target.outcome][left.target.where]
        assert said == pytest.approx(left.target.value, abs=3 * left.target.tolerance)


@pytest.mark.slow
def test_the_fit_is_told_as_a_scenario_and_as_tables(found, problem, tmp_path):
    path = tmp_path / "fitted.yaml"
    path.write_text(fitted_scenario(found))
    scenario = read_scenario(path)
    for key, value in KNOWN.items():
        group, name = key.split(".")
        assert getattr(getattr(scenario, group), name) == pytest.approx(value, rel=0.02)
    tables = tables_of(found, of_model(problem, found.best, {}))
    assert tables["fit"]["parameter"].tolist() == list(KNOWN)
    assert len(tables["growth"]) == 31
    rivals = tables["rivals"].set_index("name")
    assert rivals["cost"]["model"] == 0.0  # none of these targets is one of growth by name


def test_what_the_engine_says_of_the_whole_is_not_added_to_parts_of_the_model(problem):
    engine = {"platform_sales_growth": {"Gansu": 5.0}, "online_sales_growth": {CHINA: 5.0}}
    without, more = (
        {row.name: row for row in of_model(problem._replace(beyond=beyond), TRUE, {})}
        for beyond in ({}, engine)
    )
    whole, mean_field = more.pop("model"), more["mean field"]
    assert whole.gansu == pytest.approx(mean_field.gansu + 5.0)
    assert mean_field.gansu == pytest.approx(without.pop("model").gansu)
    assert {name: row.cost for name, row in more.items()} == {
        name: row.cost for name, row in without.items()
    }
    assert more["mean field less newcomers"].gansu < mean_field.gansu


@pytest.mark.slow
def test_what_is_fitted_to_and_what_judges_have_seeds_of_their_own(problem, tmp_path, monkeypatch):
    small = problem._replace(space=SPACE[:1], targets=problem.targets[:2])
    ran = []

    def points_at(scenario, seeds, folder, tables):
        ran.append([*seeds])
        return []

    def mean_field(scenario, runs):
        return of_mean_field(scenario)

    monkeypatch.setattr(fitting, "points_at", points_at)
    monkeypatch.setattr(fitting, "run_all", lambda *_: None)
    monkeypatch.setattr(fitting, "of_runs", mean_field)
    effort = SMALL._replace(turns=2, steps=2)
    fit(small, effort, [1, 2], tmp_path, 1, lambda *_: None, about)
    assert ran == [[101, 102], [101, 102], [1, 2]]


def test_walks_have_a_luck_of_their_own(problem, tmp_path):
    small = problem._replace(space=SPACE[:1], targets=problem.targets[:1])
    at = TRUE[np.newaxis, :1]
    walks = find_all(
        [task_at("walk", small, at, 6, seed) for seed in (3, 4)], tmp_path, 1, lambda _: None
    )
    first, second = (np.array(each.told["places"]) for each in walks)
    assert not np.array_equal(first, second)


def committed():
    path = calibration_folder() / "fitted" / "article_targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["target"]: row for row in csv.DictReader(file)}


def test_the_committed_fit_gives_its_committed_moments():
    scenario = read_scenario("history")
    problem, unanswered = problem_of(scenario)
    told = targets_table(problem.targets, of_mean_field(scenario), {}, [])
    rows = committed()
    assert rows.keys() == set(told["target"])
    assert not rows.keys() & set(unanswered)
    for row in told.itertuples():
        if row.reported == row.reported:  # a number
            assert row.mean_field == pytest.approx(float(rows[row.target]["mean_field"]), rel=1e-3)


def test_history_extends_the_fit_and_no_free_parameter_is_anything_else():
    fitted = read_scenario("calibration/fitted/article")
    history = read_scenario("history")
    base = read_scenario("base")
    free = {each.key: each for each in read_space()}
    moved = {key for key in free if fitted.settings[key].value != base.settings[key].value}
    assert moved
    for key, each in free.items():
        value = history.settings[key].value
        assert value == fitted.settings[key].value
        assert each.low <= value <= each.high
    assert fitted.files[0] == "calibration/fitted/article.yaml"


def test_the_committed_ensemble_lies_in_the_space_and_holds_more_than_the_fit():
    free, sets = read_space(), read_ensemble(ENSEMBLE).sets
    assert len(sets) == Effort().members
    assert all(list(each) == [one.key for one in free] for each in sets)
    for one in free:
        values = {each[one.key] for each in sets}
        assert len(values) > len(sets) / 4  # a walk stays where it is at times
        assert one.low <= min(values) < max(values) <= one.high
