"""What phases take from a scenario is in grains: finer ones change it by its unit's power."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.phases.supply.cover import lengthening
from sim.scenario import read_scenario
from tests.phases.alone import country

FINER = 10
SETS = (
    "population.shops=2",
    "population.levels=2",
    "population.farmers=2",
    "calendar.end=2000-01-09",
    "demand.law=linear",
    "stock.moq=3",
    "direct.minimum_order=150",
    "stock.lot_size=2",
    "stock.salvage_value=0.5",
    "freight.per_kg=0.25",
    "farm.haul_per_kg=0.3",
    "farm.supply_slope=0.02",
)
# Powers of grains a unit of goods, and of grains an RMB, in what is not a number of its own.
GOODS = {
    "adoption.lot_units": 1,
    "adoption.moq": 1,
    "adoption.grain": 1,
    "adoption.salvage": -1,
    "demand.grain": 1,
    "demand.intercept": 1,
    "demand.place": 1,
    "demand.spread": 1,
    "demand.slope": 2,
    "entry.grain": 1,
    "forecasting.grain": 1,
    "harvest.demand_intercept": 1,
    "harvest.demand_slope": 2,
    "harvest.haul": -1,
    "harvest.supply_slope": 1,
    "market.freight_below": -1,
    "neighbours.grain": 1,
    "ordering.grain": 1,
    "produce_market.haul": -1,
    "spoilage.salvage": -1,
    "sales.grain": 1,
    "tastes.grain": 1,
}
MONEY = {
    "adoption.minimum_order": 1,
    "adoption.salvage": 1,
    "demand.slope": -1,
    "harvest.demand_slope": -1,
    "harvest.haul": 1,
    "harvest.supply_slope": -1,
    "market.freight_below": 1,
    "ordering.minimum_order": 1,
    "produce_market.haul": 1,
    "spoilage.salvage": 1,
    "sales.courier_fee": 1,
}


def settings_of(*sets):
    """Every number among the settings, by group and name."""
    rules = TradeModel(read_scenario("textbook/cobweb", sets=[*SETS, *sets])).rules
    return {
        f"{group}.{name}": float(value)
        for group, settings in rules._asdict().items()
        if group not in ("relief", "online")
        for name, value in settings._asdict().items()
        if np.isscalar(value)
    }


@pytest.mark.parametrize(("unit", "powers"), [("goods", GOODS), ("money", MONEY)])
def test_finer_grains(unit, powers):
    coarse = settings_of(f"grain.{unit}=100")
    fine = settings_of(f"grain.{unit}={100 * FINER}")
    assert [name for name in powers if not coarse[name]] == []
    for name, value in coarse.items():
        assert fine[name] == pytest.approx(value * FINER ** powers.get(name, 0)), name


def test_only_in_a_chain_do_all_who_buy_pay_the_same_freight():
    assert settings_of("population.levels=1")["market.freight_below"] == 0.0
    assert country().rules.market.freight_below == 0.0


def test_a_lead_time_is_longer_by_the_mean_share_of_its_spread():
    assert country().rules.ordering.levels.spread_share == 0.5
    assert lengthening((0.5, 0.25, 0.25)) == 0.375  # three quarters of a day, of two
