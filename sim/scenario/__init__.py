"""What is asked: parameters with their units, and the YAML files that set them."""

from sim.scenario.explaining import Explanation, explain, readers_of
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
from sim.scenario.json_schema import schema
from sim.scenario.listing import Listed, list_scenarios
from sim.scenario.problems import Position, Problem, ScenarioErrors
from sim.scenario.provinces import province_names
from sim.scenario.reading import read_scenario, scenario_from_resolved
from sim.scenario.scenario import Scenario
from sim.scenario.sweep import Sweep, read_sweep

__all__ = [
    "DemandLaw",
    "Explanation",
    "GoodsPricing",
    "LevelRule",
    "Lever",
    "Listed",
    "Policy",
    "PopulationKind",
    "Position",
    "Problem",
    "ProducePricing",
    "Scenario",
    "ScenarioErrors",
    "Sweep",
    "Unfilled",
    "explain",
    "list_scenarios",
    "province_names",
    "read_scenario",
    "read_sweep",
    "readers_of",
    "scenario_folder",
    "scenario_from_resolved",
    "schema",
]
