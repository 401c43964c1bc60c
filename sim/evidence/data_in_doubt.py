"""The mean field with data that may be wrong, or dealt out to the wrong provinces.

What holds only by luck of the data's errors is lost with other errors; what holds whatever a
province's data are is no explanation of it.
"""

import dataclasses
from typing import Any

import numpy as np

from sim.evidence.mean_field import MeanField
from sim.model.report.online_record import Noted
from sim.scenario import Scenario
from sim.world.country.provinces import Published, at_2016, read_country
from sim.world.online.nation import open_market

# Provinces whose parcels of 2016 are from memory (`parcels_status` in connection.csv).
RECALLED = (
    "Guizhou", "Yunnan", "Tibet", "Shaanxi", "Gansu", "Qinghai", "Ningxia", "Xinjiang",
)  # fmt: skip
PARCELS_OFF, ACCESS_OFF = 0.15, 0.005  # at most: share of parcels, share of people
ALONE = (
    ("internet_2015", "internet_2016"),
    ("parcels_2016",),
    ("urban_income_2016", "rural_income_2016"),
)  # columns that stay together


def with_errors(luck: np.random.Generator) -> Published:
    """The data with errors: parcels of the provinces that are recalled, and access of all."""
    data = read_country()
    recalled = np.isin(data.names, RECALLED)
    off = luck.uniform(-PARCELS_OFF, PARCELS_OFF, len(recalled)) * recalled
    access = {
        name: np.clip(
            getattr(data, name) + luck.uniform(-ACCESS_OFF, ACCESS_OFF, len(recalled)), 0.01, 0.99
        )
        for name in ("internet_2015", "internet_2016")
    }
    return dataclasses.replace(data, parcels_2016=data.parcels_2016 * (1.0 + off), **access)


def shuffled(luck: np.random.Generator) -> Published:
    """The data of access, of parcels and of income, each dealt out to provinces at random."""
    data, columns = read_country(), dict[str, Any]()
    for names in ALONE:
        order = luck.permutation(len(data.names))
        columns |= {name: getattr(data, name)[order] for name in names}
    return dataclasses.replace(data, **columns)


def play_with(scenario: Scenario, data: Published) -> dict[str, Noted]:
    """The months of the online block with such data, all provinces."""
    demand = scenario.demand
    country = at_2016(data, demand.income_growth, scenario.farm.primary_growth)
    market = open_market(scenario.online, demand, scenario.freight, country, scenario.grain.money)
    return MeanField(scenario, country, market).play()
