"""A scenario is base.yaml, its parents, its own keys and --set, the later over the earlier."""

import json
import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario import (
    Lever,
    Policy,
    PopulationKind,
    Scenario,
    ScenarioErrors,
    Shock,
    list_scenarios,
    province_names,
    read_scenario,
    scenario_from_resolved,
)
from sim.scenario.catalogue import GROUPS
from sim.scenario.provinces import REGIONS, provinces_of

ALONE = "population: {kind: explicit, levels: 3, shops: 1}\n"


def scenario(text: str, tmp_path: Path) -> Scenario:
    path = tmp_path / "asked.yaml"
    path.write_text(text, encoding="utf-8")
    return read_scenario(path)


def test_base_is_complete_and_off() -> None:
    base = read_scenario("base")
    assert base.name == "base"
    assert base.title
    assert base.question
    assert base.scale == 2000
    assert base.calendar.start == date(2016, 1, 1)
    assert base.population.kind is PopulationKind.PROVINCES
    assert base.population.provinces == province_names()
    assert {lever.level for lever in base.levers} == {0.0}


def test_numbers_have_the_declared_type() -> None:
    # An int in place of a float would compile every rule a second time.
    for group in GROUPS:
        values = getattr(read_scenario("base", ["demand.mean=3", "stock.initial=2"]), group)
        for name, declared in type(values).__annotations__.items():
            if declared.__origin__ in (float, int):
                assert type(getattr(values, name)) is declared.__origin__


def test_nearer_files_win_and_set_wins_over_all(tmp_path: Path) -> None:
    (tmp_path / "parent.yaml").write_text("scale: 500\nstock.moq: 3\nfast: {lot_cases: 0.5}")
    read = read_scenario_with(tmp_path, "extends: parent\nstock: {moq: 4}", ["fast.lot_cases=1"])
    assert (read.scale, read.stock.moq[0], read.fast.lot_cases) == (500, 4, 1.0)
    assert [Path(file).name for file in read.files] == ["asked.yaml", "parent.yaml", "base.yaml"]


def read_scenario_with(folder: Path, text: str, sets: list[str]) -> Scenario:
    (folder / "asked.yaml").write_text(text, encoding="utf-8")
    return read_scenario(folder / "asked.yaml", sets)


def test_extends_prefers_the_file_beside(tmp_path: Path) -> None:
    (tmp_path / "all_three.yaml").write_text("scale: 500")
    assert scenario("extends: all_three", tmp_path).levers.analytics.level == 0
    (tmp_path / "all_three.yaml").unlink()
    assert scenario("extends: all_three", tmp_path).levers.analytics.level == 1


def test_one_value_holds_for_every_level() -> None:
    base = read_scenario("base", ["stock.policy=min_max", "stock.order_days=3"])
    assert base.n_levels == 6
    assert base.stock.policy == (Policy.MIN_MAX,) * 6
    assert base.stock.order_days == (3.0,) * 6


def test_lists_of_base_are_cut_to_an_explicit_population(tmp_path: Path) -> None:
    base, alone = read_scenario("base"), scenario(ALONE, tmp_path)
    assert alone.n_levels == 3
    assert alone.stock.unfilled == base.stock.unfilled[:3]
    assert alone.stock.lead_time_days == base.stock.lead_time_days[:3]


def test_own_lists_have_an_entry_a_level(tmp_path: Path) -> None:
    alone = scenario(ALONE + "stock.lead_time_days: [1, 2, 3]", tmp_path)
    assert alone.stock.lead_time_days == (1, 2, 3)


def test_lever_follows_calendar_and_provinces(tmp_path: Path) -> None:
    text = (
        "calendar.start: 2017-01-01\npopulation.provinces: [Gansu, Tibet]\n"
        "levers:\n  analytics: 1\n  direct_ordering: {level: 0.5, from: 2017-06-01, where: [Tibet]}"
    )
    levers = scenario(text, tmp_path).levers
    both = ("Gansu", "Tibet")
    assert levers.analytics == Lever(1.0, date(2017, 1, 1), both)
    assert levers.direct_ordering == Lever(0.5, date(2017, 6, 1), ("Tibet",))
    assert levers.fast_replenishment == Lever(0.0, date(2017, 1, 1), both)


@pytest.mark.parametrize("region", REGIONS)
def test_a_group_of_provinces_stands_for_those_of_it_that_are_there(region: str) -> None:
    sets = [
        f"levers.analytics={{level: 1, where: {region}}}",
        f"levers.direct_ordering={{level: historical, where: {region}}}",
        f"shocks.fee_rise={{size: 0.1, where: {region}}}",
    ]
    asked = read_scenario("base", sets)
    places = {asked.levers.analytics.where, asked.levers.direct_ordering.where}
    assert places == {asked.shocks.fee_rise.where} == {provinces_of(region)}
    assert asked.levers.direct_ordering.historical
    assert scenario_from_resolved(json.loads(json.dumps(asked.resolved))) == asked
    few = read_scenario("base", [*sets, "population.provinces=[Tibet, Hainan, Hubei]"])
    assert few.levers.analytics.where == tuple(
        name for name in ("Tibet", "Hainan", "Hubei") if name in provinces_of(region)
    )


@pytest.mark.parametrize("region", ["coastal", "west"])
def test_the_docs_name_the_provinces_of_a_group(region: str) -> None:
    text = Path("docs/scenarios.md").read_text("utf-8")
    assert f"| `{region}` | {', '.join(provinces_of(region))} |" in text


def test_the_coast_and_inland_are_the_country_and_the_west_is_inland() -> None:
    coast, inland, west = (set(provinces_of(region)) for region in ("coastal", "inland", "west"))
    assert coast | inland == set(province_names())
    assert not coast & inland
    assert west < inland
    assert (len(coast), len(inland), len(west)) == (11, 20, 12)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("historical", date(2016, 1, 1)),
        ("{level: historical, where: all}", date(2016, 1, 1)),
        ("{level: historical, from: 2016-07-01}", date(2016, 7, 1)),
    ],
)
def test_a_historical_lever_may_reach_every_shop_and_comes_back(written: str, start: date) -> None:
    asked = read_scenario("base", [f"levers.analytics={written}"])
    assert asked.levers.analytics == Lever(1.0, start, province_names(), historical=True)
    assert scenario_from_resolved(json.loads(json.dumps(asked.resolved))) == asked
    assert asked != read_scenario("base", ["levers.analytics=1"])


@pytest.mark.parametrize("written", ["off", "0", "{level: 0}", "{level: 0.0, where: all}"])
def test_ways_to_write_a_lever_that_is_off(written: str) -> None:
    assert read_scenario("base", [f"levers.analytics={written}"]) == read_scenario("base")


def test_a_shock_follows_calendar_and_provinces_and_comes_back() -> None:
    sets = ["population.provinces=[Gansu, Tibet]", "shocks.crop_yield={size: 0.5}"]
    sets.append("shocks.fuel_price={size: 1, from: 2016-02-01, to: 2016-03-01, where: [Tibet]}")
    asked = read_scenario("base", sets)
    start, end, both = asked.calendar.start, asked.calendar.end, ("Gansu", "Tibet")
    assert asked.shocks.crop_yield == Shock(0.5, start, end, both)
    assert asked.shocks.fuel_price == Shock(1.0, date(2016, 2, 1), date(2016, 3, 1), ("Tibet",))
    assert asked.shocks.fee_rise == Shock(0.0, start, end, both)
    assert scenario_from_resolved(json.loads(json.dumps(asked.resolved))) == asked


@pytest.mark.parametrize("written", ["off", "{size: 0}", "{size: 0.0, where: all}"])
def test_ways_to_write_a_shock_that_is_off(written: str) -> None:
    assert read_scenario("base", [f"shocks.fee_rise={written}"]) == read_scenario("base")


SHIPPED = [line.name for line in list_scenarios() if not line.name.startswith("sweeps/")]


@pytest.mark.parametrize("name", SHIPPED)
def test_resolved_gives_the_scenario_back(name: str) -> None:
    asked = read_scenario(name)
    kept = json.loads(json.dumps(asked.resolved, allow_nan=False))
    again = scenario_from_resolved(kept)
    assert again == asked
    assert again.resolved == asked.resolved


def test_resolved_that_lacks_something_is_refused() -> None:
    resolved = read_scenario("base").resolved
    del resolved["stock"]["moq"]
    resolved["demand"]["mean"] = float("nan")
    with pytest.raises(ScenarioErrors) as caught:
        scenario_from_resolved(resolved)
    assert {problem.key for problem in caught.value.problems} == {"stock.moq", "demand.mean"}


def test_with_values_takes_python_values_and_checks_them() -> None:
    base = read_scenario("base")
    changed = base.with_values(
        {
            "calendar.end": date(2016, 12, 31),
            "stock.policy": Policy.MIN_MAX,
            "stock.lead_time_days": (1, 1, 1, 1, 1, 1),
            "levers.analytics": Lever(0.5, date(2016, 2, 1), ("Gansu",)),
            "levers.direct_ordering": {"level": 1},
            "population.provinces": province_names(),
        }
    )
    assert changed.calendar.end == date(2016, 12, 31)
    assert changed.stock.policy[0] is Policy.MIN_MAX
    assert changed.levers.analytics == Lever(0.5, date(2016, 2, 1), ("Gansu",))
    assert base.stock.policy[0] is Policy.ORDER_UP_TO
    explicit = base.with_values({"population.kind": "explicit", "population.levels": 1})
    assert explicit.stock.lead_time_days == base.stock.lead_time_days[:1]
    with pytest.raises(ScenarioErrors, match=r"stock.moq: -1 is too small"):
        base.with_values({"stock.moq": -1})
    with pytest.raises(ScenarioErrors, match=r"stock.mog: unknown key.*did you mean stock.moq"):
        base.with_values({"stock.mog": 1})


@given(
    mean=st.floats(0.001, 1e4),
    growth=st.floats(0, 1),
    capacity=st.floats(0, 1e12),
    lots=st.lists(st.floats(0, 1000), min_size=6, max_size=6),
)
def test_any_float_survives_the_way_through_text(
    mean: float, growth: float, capacity: float, lots: list[float]
) -> None:
    changed = read_scenario("base").with_values(
        {
            "demand.mean": mean,
            "demand.variety_growth": growth,
            "stock.capacity_per_day": capacity,
            "stock.lot_cases": lots,
        }
    )
    assert changed.demand.mean == mean
    assert changed.demand.variety_growth == growth
    assert changed.stock.capacity_per_day == (capacity,) * 6
    assert changed.stock.lot_cases == tuple(lots)
    assert scenario_from_resolved(changed.resolved) == changed


def test_scenarios_and_errors_travel_between_processes() -> None:
    base = read_scenario("base")
    assert pickle.loads(pickle.dumps(base)) == base
    with pytest.raises(ScenarioErrors) as caught:
        read_scenario("nowhere")
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_shipped_names_are_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    by_path = read_scenario("scenarios/all_three.yaml")
    assert by_path == read_scenario("all_three") == read_scenario("all_three.yaml")


def test_importing_loads_no_slow_package() -> None:
    program = (
        "import sys, sim.scenario; slow = {'pydantic', 'numpy', 'numba', 'pandas', 'mesa'};"
        "sys.exit(bool(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, env=os.environ)
    assert done.returncode == 0


def test_a_scenario_is_shown_by_its_name():
    assert repr(read_scenario("textbook/cobweb")) == "<Scenario cobweb>"
