"""Farmers: rural households with their people, land and income from other sources."""

from dataclasses import dataclass

import numpy as np

from sim.engine.randomness import Stream, normals
from sim.scenario.groups import Farm, Population
from sim.world.arrays import Floats, Ints
from sim.world.country import RURAL, Country
from sim.world.rounding import ends, whole

OTHER_SOURCES = ("wages", "transfers", "property")


@dataclass(frozen=True)
class Farmers:
    """A rural household each, by province."""

    province: Ints
    land: Floats  # against its province's mean, which is 1
    other_part: Floats  # of its province's other income, against the mean, which is 1
    first_of_province: Ints  # one entry more than provinces
    persons: Floats  # [province] people in a household; fewer where a floor adds households
    size: Floats  # [province] the same against a real household
    other_income: Floats  # [province, source] RMB a year of a household, of OTHER_SOURCES

    def __len__(self) -> int:
        """Number of households."""
        return len(self.province)


def farmer_counts(country: Country, population: Population, scale: float) -> Ints:
    """Rural households of each province in miniature, the floor at least."""
    households = country.persons[:, RURAL] / population.household_persons / scale
    return np.maximum(whole(households), population.minimum_farmers).astype(np.int32)


def draw_land(seed: int, row: int, households: int, skew: float) -> Floats:
    """Land of the households of a province, lognormal, scaled to a mean of exactly 1.

    row   place of the province among the 31: stands in the draw for the day, which set-up has not,
          so that a province has the same households whichever others are chosen
    skew  standard deviation of the log
    """
    chance = normals(seed, Stream.LAND, row, np.arange(households))
    land = np.exp(skew * chance)
    result: Floats = land / land.mean()
    return result


def draw_other_income(seed: int, row: int, households: int, spread: float) -> Floats:
    """Other income of the households of a province against its mean, as `draw_land` does it."""
    part = np.exp(spread * normals(seed, Stream.OTHER_INCOME, row, np.arange(households)))
    result: Floats = part / part.mean()
    return result


def settle_farmers(
    country: Country, population: Population, farm: Farm, scale: float, seed: int
) -> Farmers:
    """The farmers of the chosen provinces. Their people sum to the rural people / `scale`."""
    counts = farmer_counts(country, population, scale)
    persons = country.persons[:, RURAL] / scale / counts
    shares = [farm.wage_income_share, farm.transfer_income_share, farm.property_income_share]
    return Farmers(
        province=np.repeat(np.arange(len(country), dtype=np.int32), counts),
        land=np.concatenate(
            [
                draw_land(seed, row, count, population.land_skew)
                for row, count in zip(country.rows.tolist(), counts.tolist(), strict=True)
            ]
        ),
        other_part=np.concatenate(
            [
                draw_other_income(seed, row, count, farm.income_spread)
                for row, count in zip(country.rows.tolist(), counts.tolist(), strict=True)
            ]
        ),
        first_of_province=ends(counts),
        persons=persons,
        size=persons / population.household_persons,
        other_income=np.outer(country.income[:, RURAL] * persons, shares),
    )
