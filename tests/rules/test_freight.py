"""What a way costs, by its length, and where fuel is dear."""

import pytest

from sim.rules.freight import dearer_by_fuel, direct_freight, freight_per_kg


def test_loading_is_paid_once_and_haulage_by_the_way():
    assert freight_per_kg(0.3, 0.5, 2000.0, 0.0) == pytest.approx(1.3)
    assert freight_per_kg(0.3, 0.5, 0.0, 0.4) == pytest.approx(0.3)
    assert freight_per_kg(0.3, 0.5, 2000.0, 0.4) == pytest.approx(1.7)


@pytest.mark.parametrize(("ends", "dearer"), [((0, 0), 0.0), ((1, 0), 0.12), ((1, 1), 0.24)])
def test_half_of_the_fuel_is_bought_at_each_end(ends, dearer):
    """Fuel is 40 % of haulage, and 60 % dearer."""
    assert dearer_by_fuel(0.6, 0.4, *ends) == pytest.approx(dearer)
    assert dearer_by_fuel(0.6, 0.4, *reversed(ends)) == pytest.approx(dearer)


def test_to_a_warehouse_goods_travel_in_full_loads_and_from_there_in_small_ones():
    """2 kg at 0.4 a kg, and 0.1 inside the province; small loads cost 2.5 times as much."""
    assert direct_freight(2.0, 0.4, 0.1, 2.5, 1) == pytest.approx(2 * (0.4 + 2.5 * 0.1))
    assert direct_freight(2.0, 0.4, 0.1, 2.5, 0) == pytest.approx(2 * 2.5 * 0.4)
