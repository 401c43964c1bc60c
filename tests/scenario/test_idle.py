"""A setting that nothing reads is told, unless the command line has chosen otherwise."""

from pathlib import Path

import pytest

from sim.scenario import list_scenarios, read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.idle import NEEDS, made_in_vain

CASE = "title: t\nquestion: q?\nextends: textbook/plain\n"
IDLE = {
    "demand: {sd: 2}": "demand.law is poisson, and not normal or lognormal",
    "demand: {autocorrelation: 0.4}": "demand.law is poisson, and not normal",
    "demand: {chances: [0.5, 0.5]}": "demand.law is poisson, and not chances",
    "demand: {highest: 9}": "demand.law is poisson, and not uniform",
    "demand: {law: linear, mean: 4}": "demand.law is linear, and not poisson or negative_binomial",
    "demand: {law: step, variance_to_mean: 2}": "demand.law is step, and not negative_binomial",
    "stock: {safety_factor: 1}": "stock.level_rule is given, and not forecast",
    "stock: {level_rule: target, safety_factor: 1}": "stock.level_rule is target, and not forecast",
    "stock: {level_rule: forecast, order_up_to: 9}": "stock.level_rule is forecast, and not given",
    "stock: {reorder_point: 9}": "stock.policy is order_up_to, and not reorder_point or min_max",
    "stock: {policy: reorder_point, order_up_to: 9}": "stock.policy is reorder_point",
    "stock: {level_rule: forecast, window_days: 9}": "stock.forecast is exponential_smoothing",
    "stock: {policy: min_max, order_up_to: 9, returns: allowed}": "stock.policy is min_max",
    "stock: {salvage_value: 1}": "stock.shelf_life_days is 0, and not above 0",
    "stock: {lead_time_chances: [0.5, 0.5]}": "stock.lead_time_spread_days is 0",
    "stock: {lost_sale_cost: 1, unfilled: backorder}": "stock.unfilled is backorder, and not lost",
    "stock: {backlog_cost: [1]}": "stock.unfilled is lost, and not backorder",
    "stock: {capacity_per_day: 4}": "population.levels is 1, and not above 1",
    "scale: 500": "population.kind is explicit, and not provinces",
}
SHIPPED = [listed.name for listed in list_scenarios() if not listed.name.startswith("sweeps/")]
READ = (
    "demand: {law: normal, sd: 2}\ngrain: {goods: 10}",
    "stock: {policy: min_max, reorder_point: 2}",
    "stock: {reorder_point: 0, safety_factor: 0, returns: forbidden}",  # switched off
    # One level reads it.
    "population: {levels: 2}\nstock: {level_rule: [given, forecast], window_days: 4, "
    "forecast: [constant, moving_average]}",
)


def lines_for(text: str, tmp_path: Path, sets: tuple[str, ...] = ()) -> list[str]:
    path = tmp_path / "asked.yaml"
    path.write_text(CASE + text, encoding="utf-8")
    idle = made_in_vain(read_scenario(path, sets))
    return [str(problem).removeprefix(f"{path}:") for problem in idle]


@pytest.mark.parametrize("text", IDLE)
def test_a_setting_made_in_vain_is_told_where_it_stands(text: str, tmp_path: Path) -> None:
    (line,) = lines_for(text, tmp_path)
    assert line.startswith("4:")
    assert f": no effect, since {IDLE[text]}" in line


@pytest.mark.parametrize("text", READ)
def test_what_is_read_is_not(text: str, tmp_path: Path) -> None:
    assert lines_for(text, tmp_path) == []


def test_both_must_hold_at_one_level(tmp_path: Path) -> None:
    text = "population: {levels: 2}\nstock:\n  level_rule: [given, forecast]\n"
    text += "  forecast: [moving_average, constant]\n  window_days: 4"
    (line,) = lines_for(text, tmp_path)
    assert line.startswith("8:3: stock.window_days: no effect, since stock.forecast is ['moving_av")


def test_what_is_set_on_top_leaves_settings_idle_without_a_word(tmp_path: Path) -> None:
    normal = "demand: {law: normal, sd: 2}\ngrain: {goods: 10}"
    assert lines_for(normal, tmp_path, ("demand.law=poisson",)) == []
    assert lines_for("", tmp_path, ("demand.law=step", "demand.sd=3")) == []
    (line,) = lines_for("", tmp_path, ("demand.sd=3",))
    assert line.startswith("--set:1:1: demand.sd: no effect")
    (tmp_path / "parent.yaml").write_text(CASE + normal, encoding="utf-8")
    (tmp_path / "child.yaml").write_text("extends: parent\ndemand.law: poisson", encoding="utf-8")
    assert list(made_in_vain(read_scenario(tmp_path / "child.yaml"))) == []


def test_provinces_take_no_amounts_of_a_textbook_case() -> None:
    (problem,) = made_in_vain(read_scenario("base", ["demand.mean=4"]))
    assert str(problem).startswith("--set:1:1: demand.mean: no effect, since population.kind is pr")


def test_needs_are_of_parameters() -> None:
    assert set(NEEDS) <= set(PARAMETERS)
    assert {need.key for needs in NEEDS.values() for need in needs} <= set(PARAMETERS)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_scenario_makes_one(name: str) -> None:
    assert list(made_in_vain(read_scenario(name))) == []
