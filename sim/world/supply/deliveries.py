"""What a delivery of direct orders costs on each lane, besides weight and way."""

import numpy as np

from sim.engine.tables.online import Parcels
from sim.scenario import Scenario
from sim.scenario.groups import Warehouse
from sim.world.arrays import Floats


def charges_of_deliveries(scenario: Scenario, parcels: Parcels) -> Floats:
    """[from, to] money a delivery.

    A van's stop costs the same everywhere. Where makers send parcels of their own, the charge
    differs from lane to lane as the price of the marketplace's parcels does at the opening.
    """
    money, direct = scenario.grain.money, scenario.direct
    charge = direct.drop_charge * money
    if direct.warehouse == Warehouse.PROVINCE:
        return np.full(parcels.price.shape, charge)
    mean = scenario.online.parcel_price * money
    return np.asarray(parcels.price, dtype=np.float64) * (charge / mean)
