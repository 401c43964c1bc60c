"""What is asked: parameters with their units, and the YAML files that set them."""

from sim.scenario.folders import scenario_folder
from sim.scenario.groups import (
    DemandLaw,
    GoodsPricing,
    LevelRule,
    Lever,
    Policy,
    PopulationKind,
    ProducePricing,
    Unfilled,
)
from sim.scenario.problems import Position, Problem, ScenarioErrors
from sim.scenario.provinces import province_names
from sim.scenario.reading import read_scenario, scenario_from_resolved
from sim.scenario.scenario import Scenario

__all__ = [
    "DemandLaw",
    "GoodsPricing",
    "LevelRule",
    "Lever",
    "Policy",
    "PopulationKind",
    "Position",
    "Problem",
    "ProducePricing",
    "Scenario",
    "ScenarioErrors",
    "Unfilled",
    "province_names",
    "read_scenario",
    "scenario_folder",
    "scenario_from_resolved",
]
