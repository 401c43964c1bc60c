"""How much room shops have: as much as goes with their trade at the opening."""

import numpy as np

from sim.scenario import PopulationKind, Scenario
from sim.world.opening.blueprint import Blueprint


def give_room(scenario: Scenario, plan: Blueprint) -> None:
    """Cases that each shop of the country has room for; elsewhere room has a given price.

    In proportion to what it expects to sell: of packaged goods in so many days, or in a round of
    its orders if that is longer; of what it fetches by night until it fetches again.
    """
    keepers, shelves, terms = plan.keepers, plan.shelves, plan.terms
    keepers.rethinks[:] = keepers.level == 0
    if scenario.population.kind == PopulationKind.EXPLICIT:
        keepers.room_price[:] = scenario.stock.room_price * scenario.grain.money
        return
    shops = int(np.count_nonzero(keepers.level == 0))
    rows = slice(0, int(keepers.first_shelf[shops]))
    product = shelves.product[rows]
    kept = plan.products.fetched[product] == 0
    days = np.maximum(terms.review[rows], kept * scenario.stock.room)
    cases = shelves.forecast[rows] * days / plan.products.case[product]
    in_all = np.bincount(shelves.keeper[rows], cases, shops)
    keepers.room[:shops] = in_all
