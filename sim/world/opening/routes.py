"""Lanes of the country at the opening, and whom its buyers know: makers, plants, markets."""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Keepers
from sim.engine.tables.goods import Products, Routes
from sim.engine.tables.online import Parcels
from sim.engine.tables.shelves import Shelves, Terms
from sim.scenario import Scenario
from sim.world.opening.nation import Nation
from sim.world.shops.assortment import draw_beliefs
from sim.world.supply.deliveries import charges_of_deliveries
from sim.world.supply.plants import nearest_plants
from sim.world.supply.sourcing import choose_makers
from sim.world.supply.suppliers import rank_among_category, rank_at_wholesaler


def open_routes(
    scenario: Scenario,
    seed: int,
    nation: Nation,
    products: Products,
    terms: Terms,
    keepers: Keepers,
    shelves: Shelves,
    parcels: Parcels,
) -> Routes:
    """Lanes, and the makers that shops would ask and wholesalers do ask for goods."""
    mini = nation.miniature
    provinces, shops = len(mini.country), len(mini.shops)
    categories = mini.catalogue.made_share.shape[1]
    bought = slice(nation.shelves(1).start, nation.shelves(scenario.n_levels - 2).stop)
    routes = allocate(
        Routes,
        len(mini.catalogue),
        days=(provinces, provinces),
        cost=(provinces, provinces),
        drop=(provinces, provinces),
        maker=(shops, categories),
        plant=(shops, categories),
        memory=(shops, len(mini.catalogue)),
        usual=(int(bought.stop - bought.start),),
        usual_plant=(int(bought.stop - bought.start),),
        nearest=mini.makers.plants.shape,
        market=(provinces, len(mini.catalogue)),
    )
    made = nation.shelves(scenario.roles.makers)
    supplier = terms.supplier[bought]
    of_maker = (supplier >= made.start) & (supplier < made.stop)
    routes.usual[:] = np.where(of_maker, supplier, -1)
    routes.usual_plant[:] = terms.origin[bought]
    routes.market[:] = -1
    of_brokers = nation.shelves(scenario.roles.brokers)
    rows = np.arange(of_brokers.start, of_brokers.stop)[::-1]  # the first is written last
    routes.market[keepers.province[shelves.keeper[rows]], shelves.product[rows]] = rows
    routes.nearest[:] = nearest_plants(mini.makers.plants, mini.lanes.cost_per_kg)
    noise = scenario.assortment.belief_noise
    believed = draw_beliefs(
        seed, np.arange(shops, dtype=np.int32), mini.catalogue.popularity, noise
    )
    as_sold = products.popularity / np.where(
        mini.catalogue.packaged, mini.catalogue.popularity, np.inf
    )
    routes.memory[:] = believed * as_sold * mini.shops.demand[:, np.newaxis]
    routes.days[:] = mini.lanes.days
    routes.cost[:] = mini.lanes.cost_per_kg * scenario.grain.money
    routes.drop[:] = charges_of_deliveries(scenario, parcels)
    buyers = (int(nation.first_keeper[-1]) + np.arange(shops)).astype(np.int32)
    makers, routes.plant[:] = choose_makers(
        seed,
        buyers,
        mini.shops.province,
        mini.makers,
        mini.lanes.km,
        scenario.sourcing.distance_decay_km,
    )
    routes.maker[:] = nation.first_keeper[scenario.roles.makers] + makers
    routes.rank[:] = rank_among_category(nation)
    routes.wholesale_rank[:] = rank_at_wholesaler(nation)
    return routes
