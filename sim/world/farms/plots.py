"""Plots: what each household grows, and how much of its province's output is its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.engine.randomness import Stream, uniforms
from sim.world.arrays import Floats, Ints
from sim.world.country.catalogue import Catalogue
from sim.world.country.provinces import Country
from sim.world.farms.farmers import Farmers
from sim.world.rounding import divide, ends


@dataclass(frozen=True)
class Plots:
    """One kind of produce of one household each: by province, in it by household and product."""

    farmer: Ints
    product: Ints
    province: Ints
    kg_per_year: Floats  # all output, before own use and losses, of a usual year
    first_of_farmer: Ints  # one entry more than farmers

    def __len__(self) -> int:
        """Number of plots."""
        return len(self.farmer)


def province_output(catalogue: Catalogue, country: Country, scale: float) -> Floats:
    """[province, product] output in miniature, kg a year."""
    return catalogue.grown_share[country.rows] * catalogue.output / scale


def deal_crops(value: Floats, households: int, kinds: int, chance: Floats) -> Ints:
    """[household, card] the crops of the households of a province, equal ones side by side.

    Cards with names of crops, in proportion to `value` and at least one a crop, are shuffled and
    dealt out, so that a household draws a crop with a probability in proportion to its value. Who
    gets a card twice grows fewer kinds.

    value   farm-gate value of the province's output by product; 0: not grown
    kinds   cards that each household gets
    chance  one number a card, in [0, 1)
    """
    grown = np.flatnonzero(value)
    cards = np.repeat(grown, divide(households * kinds, value[grown], floor=1))
    dealt = np.empty(len(cards), dtype=np.int32)
    dealt[np.argsort(chance, kind="stable")] = cards
    hands = dealt.reshape(households, kinds)
    hands.sort(axis=1)
    return hands


def sow(hands: Ints, land: Floats, output: Floats) -> tuple[Ints, Ints, Floats]:
    """Household, product and kg a year of each plot of a province.

    A household's land is divided evenly among its cards, a crop's output among its growers by land.

    hands   [household, card] from `deal_hands`
    land    of each household
    output  of the province by product, kg a year
    """
    kinds = hands.shape[1]
    cards = hands.ravel()
    starts = np.ones_like(hands, dtype=bool)
    starts[:, 1:] = hands[:, 1:] != hands[:, :-1]
    first_card = np.flatnonzero(starts)
    household = first_card // kinds
    product = cards[first_card]
    land_of_plot = land[household] * np.diff(first_card, append=len(cards)) / kinds
    land_of_crop = np.bincount(product, land_of_plot, minlength=len(output))
    kg = output[product] * (land_of_plot / land_of_crop[product])
    return household.astype(np.int32), product, kg


def deal_hands(
    catalogue: Catalogue,
    country: Country,
    households: Ints,
    crops_per_household: int,
    scale: float,
    seed: int,
) -> list[Ints]:
    """The crops of the households of each province, as `deal_crops` has them.

    A household has `crops_per_household` crops or fewer; more only where the households of a
    province would otherwise be too few to grow every crop that it has; none where none is grown.

    households  of each province
    """
    value = province_output(catalogue, country, scale) * catalogue.producer_price
    hands = []
    for of_place, row, count in zip(value, country.rows.tolist(), households.tolist(), strict=True):
        needed = -(-np.count_nonzero(of_place) // count)
        kinds = max(crops_per_household, needed) if needed else 0
        # the row stands for the day, as in `draw_parts`
        chance = uniforms(seed, Stream.CROPS, row, np.arange(count * kinds))
        none = np.zeros((count, 0), np.int32)
        hands.append(deal_crops(of_place, count, kinds, chance) if kinds else none)
    return hands


def lay_out_plots(
    catalogue: Catalogue, country: Country, farmers: Farmers, hands: Sequence[Ints], scale: float
) -> Plots:
    """The plots of the chosen provinces, whose kg sum to each province's output of each product.

    hands  of the households of each province, from `deal_hands`
    """
    output = province_output(catalogue, country, scale)
    land = farmers.land * farmers.weight
    parts = []
    for province, crops in enumerate(hands):
        first, end = farmers.first_of_province[province : province + 2].tolist()
        if crops.shape[1] == 0:
            continue
        household, product, kg = sow(crops, land[first:end], output[province])
        parts.append((household + np.int32(first), product, kg))
    farmer, product, kg = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Plots(
        farmer=farmer,
        product=product,
        province=farmers.province[farmer],
        kg_per_year=kg,
        first_of_farmer=ends(np.bincount(farmer, minlength=len(farmers))),
    )
