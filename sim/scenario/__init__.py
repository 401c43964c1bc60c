"""What is asked: parameters with their units, and the YAML files that set them."""

from sim.scenario.explaining import Explanation, explain, readers_of
from sim.scenario.folders import scenario_folder
from sim.scenario.groups import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    GoodsPricing,
    Issue,
    LevelRule,
    Lever,
    Policy,
    PopulationKind,
    ProducePricing,
    Returns,
    Shock,
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
    "DemandSignal",
    "Explanation",
    "ForecastMethod",
    "GoodsPricing",
    "Issue",
    "LevelRule",
    "Lever",
    "Listed",
    "Policy",
    "PopulationKind",
    "Position",
    "Problem",
    "ProducePricing",
    "Returns",
    "Scenario",
    "ScenarioErrors",
    "Shock",
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
