"""How many real people, shops and firms the agents of a province stand for, whatever the floors."""

import pytest

from sim.scenario import read_scenario
from sim.world.opening.miniature import draw_miniature
from sim.world.opening.nation import represented_units

SMALL = "population.provinces=[Tibet, Qinghai, Ningxia, Hainan]"


def test_the_real_country_does_not_depend_on_the_scale():
    """Floors bind at 4000, hardly at 500; crops are dealt by chance, so brokers differ a little."""
    found = []
    for scale in (4000, 500):
        scenario = read_scenario("base", sets=[f"scale={scale}", SMALL])
        mini = draw_miniature(scenario, 1)
        units = represented_units(scenario, mini)
        found.append({kind: each * scale for kind, each in units.items()})
        if scale == 4000:
            firms = len(mini.wholesalers) + len(mini.brokers)
            assert firms > 1.5 * units["middleman"].sum()
    coarse, fine = found
    for kind, real in fine.items():
        assert coarse[kind] == pytest.approx(
            real, rel=0.05 if kind in ("middleman", "broker") else 1e-9
        )
