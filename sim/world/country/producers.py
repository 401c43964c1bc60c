"""Who makes or grows what: producers.csv and known_for.csv as tables of provinces by items."""

from collections.abc import Sequence

import numpy as np

from sim.world.arrays import Bools, Floats
from sim.world.country.csv_tables import numbers, read_columns
from sim.world.country.provinces import read_country

KG_OF_A_TONNE = 1000.0


def read_shares(item_type: str, items: Sequence[str]) -> Floats:
    """[province of 31, item] shares of the national output; 0 where the file has no row.

    item_type  `product` (produce) or `category` (packaged goods)
    items      the columns; an item that the file does not name under this type is 0 throughout
    """
    provinces = read_country().names
    row_of = {name: row for row, name in enumerate(provinces)}
    column_of = {name: column for column, name in enumerate(items)}
    columns = read_columns("producers.csv")
    shares = np.zeros((len(provinces), len(items)))
    for kind, item, province, share in zip(
        columns["item_type"], columns["item"], columns["province"], columns["share"], strict=True
    ):
        if kind == item_type:
            shares[row_of[province], column_of[item]] = float(share)
    return shares


def read_known_for(items: Sequence[str]) -> Bools:
    """[province of 31, item] produce that farmers of a province are known for (known_for.csv)."""
    provinces, columns = read_country().names, read_columns("known_for.csv")
    known = np.zeros((len(provinces), len(items)), bool)
    for item, province in zip(columns["product"], columns["province"], strict=True):
        known[provinces.index(province), items.index(item)] = True
    return known


def read_output(items: Sequence[str]) -> Floats:
    """National output of each item in kg a year; 0 where the file states none."""
    columns = read_columns("producers.csv")
    tonnes = {
        item: float(text)
        for item, text in zip(columns["item"], columns["national_output_tonnes"], strict=True)
        if text
    }
    return numbers([str(tonnes.get(item, 0.0)) for item in items]) * KG_OF_A_TONNE
