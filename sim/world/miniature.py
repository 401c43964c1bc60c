"""The country in miniature: everything that a scenario puts on the map, drawn from one seed."""

from dataclasses import dataclass

from sim.scenario import Scenario
from sim.world.brokers import Brokers, settle_brokers
from sim.world.catalogue import Catalogue, read_catalogue
from sim.world.country import Country, at_2016, read_country
from sim.world.farmers import Farmers, settle_farmers
from sim.world.lanes import Lanes, find_lanes
from sim.world.makers import Makers, found_makers
from sim.world.people import Consumers, Shops, find_consumers, open_shops
from sim.world.plots import Plots, lay_out_plots
from sim.world.wholesalers import Wholesalers, settle_wholesalers


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


def draw_miniature(scenario: Scenario, seed: int) -> Miniature:
    """The miniature of a scenario's provinces at its scale."""
    population, scale = scenario.population, scenario.scale
    catalogue = read_catalogue()
    nation = at_2016(read_country(), scenario.demand.income_growth, scenario.farm.primary_growth)
    country = nation.choose(population.provinces)
    shops = open_shops(nation, country, population, scale, scenario.entry.shop_room)
    farmers = settle_farmers(country, population, scenario.farm, scale, seed)
    plots = lay_out_plots(
        catalogue, country, farmers, scenario.farm.crops_per_household, scale, seed
    )
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
