"""The country in miniature: everything that a scenario puts on the map, drawn from one seed."""

from dataclasses import dataclass

from sim.scenario import Scenario
from sim.world.country.catalogue import Catalogue, read_catalogue
from sim.world.country.lanes import Lanes, find_lanes
from sim.world.country.provinces import Country, at_2016, read_country
from sim.world.farms.farmers import Farmers, farmer_counts, settle_farmers
from sim.world.farms.growers import divided
from sim.world.farms.plots import Plots, deal_hands, lay_out_plots
from sim.world.shops.people import Consumers, Shops, find_consumers, open_shops
from sim.world.supply.brokers import Brokers, settle_brokers
from sim.world.supply.makers import Makers, found_makers
from sim.world.supply.wholesalers import Wholesalers, settle_wholesalers


@dataclass(frozen=True)
class Miniature:
    """Who is there; provinces are numbered among those that the scenario chooses."""

    country: Country
    catalogue: Catalogue
    lanes: Lanes
    consumers: Consumers
    shops: Shops
    wholesalers: Wholesalers
    makers: Makers
    farmers: Farmers
    plots: Plots
    brokers: Brokers


def settle_farms(
    scenario: Scenario, catalogue: Catalogue, country: Country, seed: int
) -> tuple[Farmers, Plots]:
    """The farm households of some provinces, and what they grow."""
    population, farm, scale = scenario.population, scenario.farm, scenario.scale
    households = farmer_counts(country, population, scale)
    hands = deal_hands(catalogue, country, households, farm.crops_per_household, scale, seed)
    named = catalogue.known_for[country.rows]
    hands, weights = divided(hands, list(named), population.minimum_growers)
    farmers = settle_farmers(country, population, farm, scale, seed, weights)
    return farmers, lay_out_plots(catalogue, country, farmers, hands, scale)


def draw_miniature(scenario: Scenario, seed: int) -> Miniature:
    """The miniature of a scenario's provinces at its scale."""
    population, scale = scenario.population, scenario.scale
    catalogue = read_catalogue()
    nation = at_2016(read_country(), scenario.demand.income_growth, scenario.farm.primary_growth)
    country = nation.choose(population.provinces)
    shops = open_shops(nation, country, population, scale, scenario.entry.shop_room)
    farmers, plots = settle_farms(scenario, catalogue, country, seed)
    return Miniature(
        country=country,
        catalogue=catalogue,
        lanes=find_lanes(country, scenario.freight),
        consumers=find_consumers(country, scale),
        shops=shops,
        wholesalers=settle_wholesalers(
            nation, country, shops, population, scale, scenario.entry.room
        ),
        makers=found_makers(catalogue, nation, country, population, scale, scenario.entry.room),
        farmers=farmers,
        plots=plots,
        brokers=settle_brokers(catalogue, farmers, plots, population, scenario.entry.room),
    )
