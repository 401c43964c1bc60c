"""Provinces in which something is done are judged apart from the others."""

import numpy as np
import pandas as pd
import pytest

from sim.experiments.by_province import differences_by_province, of_province, provinces_named
from sim.experiments.errors import UnknownProvinceError
from sim.experiments.treated import treated_provinces
from sim.scenario import Scenario, read_scenario

RELIEF = "levers.targeted_relief={level: 1, where: [Gansu, Guizhou]}"


def subsidy(*sets: str) -> Scenario:
    return read_scenario("no_levers", sets=[RELIEF, *sets])


@pytest.mark.parametrize(
    ("sets", "treated"),
    [
        ([], set()),
        ([RELIEF], {"Gansu", "Guizhou"}),
        (["levers.targeted_relief={level: 0, where: [Gansu]}"], set()),
        (["shocks.crop_yield={size: 0.3, where: [Hubei]}"], {"Hubei"}),
        (["freight.fuel_share=0.2"], set()),
    ],
)
def test_treated_is_where_a_lever_or_shock_is_another(sets: list[str], treated: set[str]) -> None:
    base = read_scenario("no_levers")
    assert treated_provinces(read_scenario("no_levers", sets=sets), base) == treated


def test_a_lever_for_all_treats_all_and_a_wider_one_what_it_adds() -> None:
    base = read_scenario("no_levers")
    everywhere = read_scenario("no_levers", sets=["levers.analytics=1"])
    assert len(treated_provinces(everywhere, base)) == 31
    wider = read_scenario("no_levers", sets=[RELIEF.replace("Guizhou", "Guizhou, Hubei")])
    assert treated_provinces(wider, subsidy()) == {"Hubei"}


def made_up(effect: dict[str, float], seeds: int = 5, luck: float = 1.0) -> pd.DataFrame:
    """Outcomes by province of a scenario without and with the subsidy."""
    chance = np.random.default_rng(2)
    rows = []
    for province in read_scenario("no_levers").population.provinces:
        base = chance.normal(100, 20, seeds)
        change = effect.get(province, 0.0) + luck * chance.normal(size=seeds)
        for name, values in (("without", base), ("with", base + change)):
            rows += [
                (name, seed, province, "income.farmer", value, "RMB/year")
                for seed, value in enumerate(values)
            ]
    columns = ["scenario", "seed", "province", "outcome", "value", "unit"]
    return pd.DataFrame(rows, columns=columns)


def test_a_subsidy_is_found_where_it_is_and_nowhere_else() -> None:
    outcomes = made_up({"Gansu": 6.0, "Guizhou": 6.0})
    scenarios = {"without": read_scenario("no_levers"), "with": subsidy()}
    found = differences_by_province(outcomes, {"with": "without"}, scenarios)
    found = found.set_index("province")
    assert set(found.index[found["treated"]]) == {"Gansu", "Guizhou"}
    assert set(found.index[found["controlled"]]) == {"Gansu", "Guizhou"}
    assert found["clear"].sum() > 2  # the intervals alone would have named others


def test_a_named_province_is_judged_over_its_outcomes() -> None:
    first = made_up({"Gansu": 3.0})
    outcomes = pd.concat([first, first.assign(outcome="gini")], ignore_index=True)
    scenarios = {"without": read_scenario("no_levers"), "with": subsidy()}
    found = differences_by_province(outcomes, {"with": "without"}, scenarios)
    here = of_province(found, "Gansu")
    assert here["outcome"].tolist() == ["income.farmer", "gini"]
    assert here["p_adjusted"].tolist() == pytest.approx(here["p_value"].tolist())


def test_provinces_are_named_as_the_scenarios_name_them() -> None:
    few = read_scenario("base", sets=["population.provinces=[Gansu, Hubei]"])
    assert provinces_named("Hubei, Gansu,Hubei", [few, few]) == ["Hubei", "Gansu"]
    with pytest.raises(UnknownProvinceError, match=r"'Ganzu' is no province.*did you mean Gansu\?"):
        provinces_named("Ganzu", [few])
    with pytest.raises(UnknownProvinceError, match="allowed: Hubei, Gansu"):
        provinces_named("Tibet", [read_scenario("base"), few])
    with pytest.raises(UnknownProvinceError, match="have no provinces"):
        provinces_named("Gansu", [read_scenario("textbook/beer_game")])
