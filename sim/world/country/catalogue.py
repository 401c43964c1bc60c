"""What is traded: packaged goods and produce, with price, weight, shelf life and season."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sim.engine.year import DAYS_A_YEAR
from sim.rules.seasons import LAST_DAYS
from sim.world.arrays import Bools, Floats, Ints
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.producers import read_known_for, read_output, read_shares
from sim.world.country.seasons import days_between, season_bound, within

NO_FOOD = ("paper", "household", "home_care", "personal_care")


@dataclass(frozen=True)
class Catalogue:
    """An entry a product, packaged goods first; days of the year count from 1 to 365."""

    names: tuple[str, ...]
    units: tuple[str, ...]  # what a customer buys: bottle, pack, kg, ...
    packaged: Bools  # else produce
    categories: tuple[str, ...]  # those of packaged goods first
    category: Ints  # place in `categories`
    weight: Floats  # kg a unit, gross
    retail_price: Floats  # RMB a unit, 2016
    producer_price_share: Floats  # of the retail price
    shelf_life: Ints  # days; produce: from harvest
    loss_per_transit_day: Floats  # share of units a day on the way
    case_size: Ints  # units
    popularity: Floats  # packaged: sums to 1; produce: 0, its demand follows from output and price
    season_first: Ints  # first and last day of harvest; the last may lie after New Year
    season_last: Ints
    elasticity: Floats  # of the market's demand to price
    output: Floats  # kg a year, national; packaged: 0
    grown_share: Floats  # [province of 31, product] of national output; packaged: 0
    known_for: Bools  # [province of 31, product] what farmers there are known for
    made_share: Floats  # [province of 31, packaged category] of national output

    def __len__(self) -> int:
        """Number of products."""
        return len(self.names)

    @property
    def produce(self) -> Ints:
        """Places of the kinds of produce."""
        return np.flatnonzero(~self.packaged).astype(np.int32)

    @property
    def no_food(self) -> Bools:
        """Which categories are neither food nor drinks."""
        return np.isin(self.categories, NO_FOOD)

    @property
    def producer_price(self) -> Floats:
        """Price at the producer's gate, RMB a unit."""
        return self.retail_price * self.producer_price_share

    @property
    def season_days(self) -> Ints:
        """Days of the year on which a product is harvested or made."""
        return days_between(self.season_first, self.season_last)

    def in_season(self, day: int) -> Bools:
        """Which products are harvested or made on this day of the year (`seasons.day_of_year`)."""
        result: Bools = within(day, self.season_first, self.season_last)
        return result

    def days_on_sale(self, storage_share: float) -> Floats:
        """Days of a year on which a harvest is sold: from its second day until it must be gone.

        storage_share  part of its shelf life that a product may spend in store before it is sold;
                       its last days it is on its way and on a shelf
        """
        stored = np.minimum(storage_share * self.shelf_life, self.shelf_life - LAST_DAYS)
        after: Floats = np.clip(stored - 1.0, 0.0, DAYS_A_YEAR - self.season_days)
        return self.season_days + after

    def on_sale_all_year(self, storage_share: float) -> Bools:
        """Which products last from one harvest to the next in store (see `days_on_sale`)."""
        result: Bools = self.days_on_sale(storage_share) >= DAYS_A_YEAR
        return result

    def produce_for_shops(self, storage_share: float, minimum_life_days: float) -> Bools:
        """Which kinds of produce a shop can carry: on sale all year, and not too perishable."""
        keeps = self.shelf_life >= minimum_life_days
        result: Bools = ~self.packaged & keeps & self.on_sale_all_year(storage_share)
        return result


def whole_numbers(column: list[str]) -> Ints:
    """A column of text as integers."""
    return np.array(column, dtype=np.int32)


@cache
def read_catalogue() -> Catalogue:
    """The columns of products.csv, producers.csv and known_for.csv."""
    columns = read_columns("products.csv")
    names, in_category = columns["product"], columns["category"]
    packaged = np.array(columns["kind"]) == "packaged"
    if (packaged[1:] > packaged[:-1]).any():
        raise ValueError("products.csv: packaged goods must stand before produce")
    categories = tuple(dict.fromkeys(in_category))
    made = tuple(dict.fromkeys(np.array(in_category)[packaged].tolist()))
    first = [season_bound(text, 1) for text in columns["season_start"]]
    last = [season_bound(text, DAYS_A_YEAR) for text in columns["season_end"]]
    return Catalogue(
        names=tuple(names),
        units=tuple(columns["unit"]),
        packaged=packaged,
        categories=categories,
        category=np.array([categories.index(name) for name in in_category], dtype=np.int32),
        weight=numbers(columns["weight_kg"]),
        retail_price=numbers(columns["retail_price_rmb"]),
        producer_price_share=numbers(columns["producer_price_share"]),
        shelf_life=whole_numbers(columns["shelf_life_days"]),
        loss_per_transit_day=numbers(columns["loss_per_transit_day"]),
        case_size=whole_numbers(columns["case_size_units"]),
        popularity=numbers(columns["popularity_weight"]),
        season_first=np.array(first, dtype=np.int32),
        season_last=np.array(last, dtype=np.int32),
        elasticity=numbers(columns["price_elasticity"]),
        output=read_output(names),
        grown_share=read_shares("product", names),
        known_for=read_known_for(names),
        made_share=read_shares("category", made),
    )
