"""What is on record of farm households, and who is poor in truth. A part of adoption.

Nothing else of relief reads a true income: `write_records` adds errors to it, and `count_the_poor`
keeps no names.
"""

from collections.abc import Callable
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.randomness import Stream, normals, uniforms
from sim.engine.settings import From
from sim.engine.tables.relief import Registry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Recording(NamedTuple):
    """How records err, which no office knows."""

    # standard deviation of the log error of a village's record
    noise: Annotated[float, From("relief.record_noise")]
    missing: Annotated[float, From("relief.record_missing")]  # share of households without one
    data_noise: Annotated[float, From("relief.data_noise")]  # the same two of offices' data
    data_missing: Annotated[float, From("relief.data_missing")]


class Households(NamedTuple):
    """How households are grouped, for draws that don't depend on which provinces are chosen."""

    province: Ints  # (households,) ascending
    number: Ints  # (households,) in its province
    rows: tuple[int, ...]  # place of each province among the 31


def households_of(province: NDArray[np.int32], rows: tuple[int, ...]) -> Households:
    """Number the households of each province."""
    where = np.asarray(province).astype(np.int64)
    first = np.searchsorted(where, np.arange(len(rows)))
    return Households(where, np.arange(len(where)) - first[where], rows)


def luck_of(
    households: Households,
    seed: int,
    stream: Stream,
    item: int,
    draw: Callable[..., Floats] = uniforms,
) -> Floats:
    """A draw for every household, uniform or of another law."""
    luck = np.zeros(len(households.number))
    for place, row in enumerate(households.rows):
        here = households.province == place
        luck[here] = draw(seed, stream, row, households.number[here], item)
    return luck


def write_records(
    registry: Registry,
    recording: Recording,
    households: Households,
    seed: int,
    year: int,
    income: Ints,
) -> None:
    """Last year's incomes a head go on record twice, with errors and gaps of their own.

    income  money that each household earned in the year before
    """
    of_village = (registry.known, registry.record, recording.missing, recording.noise)
    of_offices = (registry.matched, registry.data, recording.data_missing, recording.data_noise)
    for source, (known, record, missing, noise) in enumerate((of_village, of_offices)):
        item = 2 * year + source
        known[:] = luck_of(households, seed, Stream.MISSING_RECORDS, item) >= missing
        error = luck_of(households, seed, Stream.RECORDS, item, normals)
        record[:] = np.where(known, income / registry.persons * np.exp(noise * error), 0.0)


def count_the_poor(registry: Registry, line: float, income: Ints, among: Flags) -> float:
    """People below the line among some households: what a survey tells of all, and of nobody."""
    poor = among & (income < line * np.asarray(registry.persons))
    return float(np.asarray(registry.persons)[poor].sum())
