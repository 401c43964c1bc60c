"""One run by province: how often goods are missing, and what a shop owner earns."""

import numpy as np
import pandas as pd
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from sim.views.numbers import plain
from sim.views.provenance import Result, provenance, rows_of
from sim.views.province_map import ProvinceMap, draw_maps, extremes, letters_note
from sim.views.sheet import Caption
from sim.views.style import LEVELS
from sim.views.tilemap import province_name

OUTER = (0.05, 0.95)  # quantiles at the ends of the colours: one far province takes no range


def draw_province_levels(result: Result) -> Figure | None:
    """The levels on two maps; None without outcomes by province."""
    source = provenance(result)
    table = rows_of(result.tables["outcomes_by_province"], source.baseline)
    stockouts = _values(table, "stockout_rate.goods", 100)
    incomes = _values(table, "income.shop_owner", 0.001)
    maps = []
    if stockouts:
        maps.append(level_map("Stockout rate of goods", "%", stockouts))
    if incomes:
        unit = "RMB 1,000 a year"
        maps.append(level_map("Income of shop owners", unit, incomes))
    if not maps:
        return None
    caption = Caption(
        title=levels_finding(maps[0]),
        subtitle="Stockout rate: customers of packaged goods whose first choice can't be served in "
        "full.",
        footer=source.footer(letters_note(maps)),
    )
    return draw_maps(caption, maps)


def level_map(title: str, unit: str, values: dict[str, float]) -> ProvinceMap:
    """Colours from the lowest to the highest number, but for the outermost."""
    low, high = np.quantile([*values.values()], OUTER)
    room = 0.5 if low == high else 0.0
    norm = Normalize(low - room, high + room, clip=True)
    return ProvinceMap(title, unit, values, frozenset(), LEVELS, norm, plain)


def _values(table: pd.DataFrame, outcome: str, factor: float) -> dict[str, float]:
    means = table[table["outcome"] == outcome].groupby("province")["value"].mean()
    finite = means[np.isfinite(means)]
    return {str(province): factor * float(value) for province, value in finite.items()}


def levels_finding(one: ProvinceMap) -> str:
    """Where the number is lowest and highest."""
    low, high = (
        f"{one.text(one.values[province])} in {province_name(province)}"
        for province in extremes(one.values)
    )
    return f"{one.title} ({one.unit}): from {low} to {high}"
