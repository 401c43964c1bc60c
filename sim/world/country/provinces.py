"""The 31 provinces: what the yearbooks say, and the country of 2016 that the model starts from."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import numpy as np

from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.csv_tables import numbers, read_columns

CELLS = ("urban", "rural")
URBAN, RURAL = 0, 1


@dataclass(frozen=True)
class Published:
    """Columns as published, one entry a province. Incomes of 2017 are left out: checks only."""

    names: tuple[str, ...]
    codes: tuple[str, ...]  # two letters, for maps
    regions: tuple[str, ...]  # east, central, west, north-east
    coastal: Bools
    latitude: Floats  # of the capital, degrees north
    longitude: Floats  # degrees east
    population_2016: Floats  # persons
    population_2017: Floats
    urban_share_2016: Floats
    urban_share_2017: Floats
    gdp_2016: Floats  # RMB
    primary_gdp_2017: Floats
    consumption_2017: Floats  # RMB per person and year, all residents
    rural_consumption_2017: Floats
    urban_income_2016: Floats  # disposable, RMB per person and year
    rural_income_2016: Floats
    internet_2015: Floats  # share of people online, end of the year
    internet_2016: Floats
    parcels_2016: Floats  # express parcels sent
    expressway_2016: Floats  # km
    land_area: Floats  # km2


@dataclass(frozen=True)
class Country:
    """Provinces in 2016, all of them or a choice. Cells: urban, rural. Money: RMB of 2016."""

    rows: Ints  # place of each province among the 31
    names: tuple[str, ...]
    codes: tuple[str, ...]
    regions: tuple[str, ...]
    coastal: Bools
    latitude: Floats
    longitude: Floats
    population: Floats  # persons
    population_2017: Floats
    urban_share: Floats
    consumption: Floats  # [province, cell] RMB per person and year
    income: Floats  # [province, cell] disposable, RMB per person and year
    gdp: Floats
    primary_gdp: Floats
    internet_2015: Floats  # share of people online, end of the year
    internet: Floats  # the same of 2016
    parcels: Floats  # express parcels sent in the year
    expressway: Floats  # km
    land_area: Floats  # km2

    def __len__(self) -> int:
        """Number of provinces."""
        return len(self.names)

    @property
    def persons(self) -> Floats:
        """[province, cell] people."""
        shares = np.stack([self.urban_share, 1.0 - self.urban_share], axis=1)
        return shares * self.population[:, np.newaxis]

    def choose(self, names: Sequence[str]) -> Self:
        """The provinces of these names, in the order of the country."""
        missing = set(names) - set(self.names)
        if missing:
            raise KeyError(f"no such province: {', '.join(sorted(missing))}")
        kept = np.array([place for place, name in enumerate(self.names) if name in names])
        columns: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            column = getattr(self, field.name)
            chosen = tuple(column[place] for place in kept)
            columns[field.name] = chosen if isinstance(column, tuple) else column[kept]
        return dataclasses.replace(self, **columns)


@cache
def read_country() -> Published:
    """The columns of provinces.csv and connection.csv."""
    people = read_columns("provinces.csv")
    connection = read_columns("connection.csv")
    codes = read_columns("province_codes.csv")
    if not people["province"] == connection["province"] == codes["province"]:
        raise ValueError("the data files of the provinces differ in their provinces or order")
    return Published(
        names=tuple(people["province"]),
        codes=tuple(codes["code"]),
        regions=tuple(people["region"]),
        coastal=np.array(people["coastal"]) == "yes",
        latitude=numbers(people["capital_lat_deg"]),
        longitude=numbers(people["capital_lon_deg"]),
        population_2016=numbers(people["population_2016_persons"]),
        population_2017=numbers(people["population_2017_persons"]),
        urban_share_2016=numbers(people["urban_share_2016"]),
        urban_share_2017=numbers(people["urban_share_2017"]),
        gdp_2016=numbers(people["gdp_2016_rmb"]),
        primary_gdp_2017=numbers(people["primary_gdp_2017_rmb"]),
        consumption_2017=numbers(people["consumption_2017_rmb"]),
        rural_consumption_2017=numbers(people["rural_consumption_2017_rmb"]),
        urban_income_2016=numbers(people["urban_income_2016_rmb"]),
        rural_income_2016=numbers(people["rural_income_2016_rmb"]),
        internet_2015=numbers(connection["internet_penetration_2015"]),
        internet_2016=numbers(connection["internet_penetration_2016"]),
        parcels_2016=numbers(connection["express_parcels_2016"]),
        expressway_2016=numbers(connection["expressway_km_2016"]),
        land_area=numbers(connection["land_area_km2"]),
    )


def consumption_by_cell(published: Published, income_growth: float) -> Floats:
    """Consumption per head of each cell in 2016, RMB a year.

    The published whole of a province is divided by one national factor, 1 + `income_growth`. The
    ratio of urban to rural is that of 2017, where the urban figure follows from whole and rural.
    """
    urban_17, urban_16 = published.urban_share_2017, published.urban_share_2016
    whole, rural = published.consumption_2017, published.rural_consumption_2017
    urban = (whole - rural * (1.0 - urban_17)) / urban_17
    ratio = urban / rural
    whole_16 = whole / (1.0 + income_growth)
    rural_16 = whole_16 / (1.0 - urban_16 + urban_16 * ratio)
    return np.stack([rural_16 * ratio, rural_16], axis=1)


def at_2016(published: Published, income_growth: float, primary_growth: float) -> Country:
    """The country of 2016: what is known for 2017 alone is taken back by one national factor each.

    income_growth   of consumption per head, share a year
    primary_growth  of nominal primary GDP, share a year
    """
    return Country(
        rows=np.arange(len(published.names), dtype=np.int32),
        names=published.names,
        codes=published.codes,
        regions=published.regions,
        coastal=published.coastal,
        latitude=published.latitude,
        longitude=published.longitude,
        population=published.population_2016,
        population_2017=published.population_2017,
        urban_share=published.urban_share_2016,
        consumption=consumption_by_cell(published, income_growth),
        income=np.stack([published.urban_income_2016, published.rural_income_2016], axis=1),
        gdp=published.gdp_2016,
        primary_gdp=published.primary_gdp_2017 / (1.0 + primary_growth),
        internet_2015=published.internet_2015,
        internet=published.internet_2016,
        parcels=published.parcels_2016,
        expressway=published.expressway_2016,
        land_area=published.land_area,
    )
