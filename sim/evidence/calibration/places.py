"""Groups of provinces that figures are published of, beside the provinces and the country."""

from collections.abc import Mapping

import numpy as np

from sim.evidence.calibration.targets import CHINA
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.provinces import read_country

EAST, CENTRAL, WEST, NORTH_EAST = "East", "Central", "West", "North-East"
# The Bureau's four regions, by their names in provinces.csv.
REGIONS = {"east": EAST, "central": CENTRAL, "west": WEST, "north-east": NORTH_EAST}
# In its figures of poverty there are three: the north-east is divided.
OF_POVERTY = {"Liaoning": EAST, "Jilin": CENTRAL, "Heilongjiang": CENTRAL}


def regions() -> dict[str, tuple[str, ...]]:
    """The provinces of each of the four regions, and of China."""
    return _grouped({})


def poverty_regions() -> dict[str, tuple[str, ...]]:
    """The same of the three regions of poverty."""
    return _grouped(OF_POVERTY)


def _grouped(moved: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    country = read_country()
    of = {
        name: moved.get(name, REGIONS[region])
        for name, region in zip(country.names, country.regions, strict=True)
    }
    groups = {
        group: tuple(name for name in of if of[name] == group)
        for group in REGIONS.values()
        if group in of.values()
    }
    return {**groups, CHINA: tuple(of)}


def poor_provinces() -> tuple[str, ...]:
    """Where the rural poverty rate of 2016 is above the nation's."""
    country, poor = (
        read_country(),
        numbers(read_columns("provinces.csv")["rural_poor_2016_persons"]),
    )
    rural = country.population_2016 * (1.0 - country.urban_share_2016)
    above = poor / rural > poor.sum() / rural.sum()
    return tuple(np.array(country.names)[above].tolist())
