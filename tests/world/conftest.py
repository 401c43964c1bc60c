"""Small builders for the tests of the world: the base scenario with a few values changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from sim.scenario import Scenario, read_scenario
from sim.world.country.catalogue import Catalogue, read_catalogue
from sim.world.country.provinces import Country, at_2016, read_country
from sim.world.farms.farmers import Farmers
from sim.world.farms.plots import Plots
from sim.world.opening.miniature import settle_farms
from sim.world.shops.people import Shops, open_shops
from sim.world.supply.brokers import Brokers, settle_brokers
from sim.world.supply.wholesalers import Wholesalers, settle_wholesalers

PRIMARY_GROWTH = 0.028


@dataclass(frozen=True)
class Drawn:
    scenario: Scenario
    nation: Country
    country: Country
    shops: Shops
    wholesalers: Wholesalers


@dataclass(frozen=True)
class Farms:
    scenario: Scenario
    country: Country
    farmers: Farmers
    plots: Plots
    brokers: Brokers


@pytest.fixture(scope="session")
def base() -> Scenario:
    return read_scenario("base")


@pytest.fixture(scope="session")
def nation(base: Scenario) -> Country:
    return at_2016(read_country(), base.demand.income_growth, PRIMARY_GROWTH)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="session")
def draw(base: Scenario, nation: Country) -> Callable[..., Drawn]:
    def drawn(scale: float, **population: Any) -> Drawn:
        scenario = replace(base, scale=scale, population=base.population._replace(**population))
        country = nation.choose(scenario.population.provinces)
        shops = open_shops(nation, country, scenario.population, scale)
        firms = settle_wholesalers(nation, country, shops, scenario.population, scale)
        return Drawn(scenario, nation, country, shops, firms)

    return drawn


@pytest.fixture(scope="session")
def sow(base: Scenario, nation: Country, catalogue: Catalogue) -> Callable[..., Farms]:
    def sown(scale: float, seed: int = 1, crops: int = 2, **population: Any) -> Farms:
        scenario = replace(base, scale=scale, population=base.population._replace(**population))
        scenario = replace(scenario, farm=base.farm._replace(crops_per_household=crops))
        country = nation.choose(scenario.population.provinces)
        farmers, plots = settle_farms(scenario, catalogue, country, seed)
        brokers = settle_brokers(catalogue, farmers, plots, scenario.population)
        return Farms(scenario, country, farmers, plots, brokers)

    return sown
