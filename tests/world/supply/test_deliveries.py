"""What a lone direct order costs, against a parcel of the same marketplace."""

import numpy as np
import pytest

from sim.engine.tables.online import Parcels
from sim.rules.freight import direct_freight
from sim.scenario import read_scenario
from sim.world.country.catalogue import read_catalogue
from sim.world.country.lanes import find_lanes
from sim.world.country.provinces import at_2016, read_country
from sim.world.online.nation import nation_online
from sim.world.supply.deliveries import charges_of_deliveries

CASES = 2


@pytest.fixture(scope="module")
def parcels() -> Parcels:
    base = read_scenario("base")
    money = base.grain.money
    return nation_online(
        base.online, base.demand, base.freight, base.farm.primary_growth, money
    ).parcels


@pytest.mark.parametrize("warehouse", ["none", "province"])
def test_two_cases_by_themselves_cost_at_least_a_parcel(parcels: Parcels, warehouse: str) -> None:
    """For each product and lane: the parcel of that lane, or from the warehouse the mean parcel."""
    base = read_scenario("base", sets=[f"direct.warehouse={warehouse}"])
    country = at_2016(read_country(), base.demand.income_growth, base.farm.primary_growth)
    cost = find_lanes(country, base.freight).cost_per_kg
    charge = charges_of_deliveries(base, parcels) / base.grain.money
    catalogue = read_catalogue()
    assert len(country) == 31 and catalogue.packaged.sum() == 84
    parcel = np.asarray(parcels.price, float) / base.grain.money
    if warehouse == "province":
        parcel = np.full_like(parcel, base.online.parcel_price)
    kilograms = CASES * catalogue.case_size * catalogue.weight
    for origin, home in np.ndindex(cost.shape):
        freight = direct_freight(
            kilograms, cost[origin, home], cost[home, home], base.freight.small_load_factor,
            int(base.direct.warehouse),
        )  # fmt: skip
        assert (freight > 0.0).all()
        assert (charge[origin, home] + freight >= parcel[origin, home]).all()


def test_the_freight_alone_would_be_less_than_a_parcel(parcels: Parcels) -> None:
    """Why there is a charge: over 1,000 km, two cases of many products weigh too little."""
    base = read_scenario("base")
    freight, catalogue = base.freight, read_catalogue()
    a_kg = (freight.per_kg + freight.per_kg_km) * freight.small_load_factor
    alone = CASES * catalogue.case_size * catalogue.weight * a_kg
    assert (alone[catalogue.packaged] < base.online.parcel_price).sum() == 72


def test_a_parcel_s_charge_goes_with_its_lane(parcels: Parcels) -> None:
    sets = ["direct.warehouse=none", "direct.drop_charge=6.35"]  # half of a mean parcel
    charge = charges_of_deliveries(read_scenario("base", sets=sets), parcels)
    assert charge == pytest.approx(np.asarray(parcels.price) / 2)
    assert charge.max() > 2 * charge.min()
    sets = ["direct.warehouse=province", "direct.drop_charge=6.35"]
    assert (charges_of_deliveries(read_scenario("base", sets=sets), parcels) == 635).all()
