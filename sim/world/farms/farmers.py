"""Farmers: rural households with their people, land and income from other sources."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.engine.randomness import Stream, normals
from sim.scenario.groups import Farm, Population
from sim.world.arrays import Floats, Ints
from sim.world.country.provinces import RURAL, Country
from sim.world.rounding import ends, whole

OTHER_SOURCES = ("wages", "transfers", "property")


@dataclass(frozen=True)
class Farmers:
    """A rural household each, by province."""

    province: Ints
    weight: Floats  # against the usual household of its province, 1; less of one that was divided
    land: Floats  # for its weight, against its province's mean, which is 1
    other_part: Floats  # of its province's other income, as `land`
    first_of_province: Ints  # one entry more than provinces
    usual: Ints  # [province] usual households: what the weights sum to
    persons: Floats  # [province] people in a usual one; fewer where a floor adds households
    size: Floats  # [province] the same against a real household
    other_income: Floats  # [province, source] RMB a year of a usual one, of OTHER_SOURCES

    def __len__(self) -> int:
        """Number of households."""
        return len(self.province)

    @property
    def real(self) -> Floats:
        """Of each household, people against a real one."""
        result: Floats = self.weight * self.size[self.province]
        return result


def farmer_counts(country: Country, population: Population, scale: float) -> Ints:
    """Rural households of each province in miniature, the floor at least."""
    households = country.persons[:, RURAL] / population.household_persons / scale
    return np.maximum(whole(households), population.minimum_farmers).astype(np.int32)


def draw_parts(seed: int, stream: Stream, row: int, weight: Floats, spread: float) -> Floats:
    """Land, or other income, of the households of a province: lognormal, with a mean of exactly 1.

    row     place of the province among the 31: stands in the draw for the day, which set-up has
            not, so that a province has the same households whichever others are chosen
    weight  of each household in the mean
    spread  standard deviation of the log
    """
    part = np.exp(spread * normals(seed, stream, row, np.arange(len(weight))))
    result: Floats = part / np.average(part, weights=weight)
    return result


def settle_farmers(
    country: Country,
    population: Population,
    farm: Farm,
    scale: float,
    seed: int,
    weights: Sequence[Floats],
) -> Farmers:
    """The farmers of the chosen provinces. Their people sum to the rural people / `scale`.

    weights  of the households of each province, against the usual one (`divided`)
    """
    usual = farmer_counts(country, population, scale)
    counts = np.array([len(weight) for weight in weights])
    persons = country.persons[:, RURAL] / scale / usual
    shares = [farm.wage_income_share, farm.transfer_income_share, farm.property_income_share]

    def of_all(stream: Stream, spread: float) -> Floats:
        rows = zip(country.rows.tolist(), weights, strict=True)
        return np.concatenate(
            [draw_parts(seed, stream, row, weight, spread) for row, weight in rows]
        )

    return Farmers(
        province=np.repeat(np.arange(len(country), dtype=np.int32), counts),
        weight=np.concatenate(weights),
        land=of_all(Stream.LAND, population.land_skew),
        other_part=of_all(Stream.OTHER_INCOME, farm.income_spread),
        first_of_province=ends(counts),
        usual=usual,
        persons=persons,
        size=persons / population.household_persons,
        other_income=np.outer(country.income[:, RURAL] * persons, shares),
    )
