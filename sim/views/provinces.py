"""What changes where: stockouts and shop owners' income by province, where it is clear."""

from collections.abc import Mapping
from math import isfinite

import numpy as np
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from sim.views.changes import Change, changes_by_province, share_of_base
from sim.views.numbers import signed
from sim.views.provenance import Result, provenance
from sim.views.province_map import ProvinceMap, draw_maps, letters_note
from sim.views.sheet import Caption
from sim.views.style import CHANGES
from sim.views.tilemap import province_name
from sim.views.vocabulary import listed, lower

COVERED = 0.95  # share of the provinces within the colours' range; the rest get its end


def draw_province_differences(result: Result) -> Figure | None:
    """The headline scenario against the baseline; None without its differences by province."""
    source = provenance(result)
    table = result.tables["differences_by_province"]
    stockouts = changes_by_province(table, source.headline, "stockout_rate")
    incomes = changes_by_province(table, source.headline, "income.shop_owner")
    points = {name: 100 * change.difference for name, change in stockouts.items()}
    shares = {name: 100 * share_of_base(change) for name, change in incomes.items()}
    maps = [
        _map("Stockout rate", "percentage points", points, stockouts),
        _map("Income of shop owners", "%", shares, incomes),
    ]
    maps = [one for one in maps if one.values]
    if not maps:
        return None
    caption = Caption(
        title=f"{source.titles[source.headline]}: {listed([_finding(one) for one in maps])}",
        subtitle="Difference from the baseline; purple: more, orange: less. "
        "White: not clear (the 95\u00a0% interval holds zero).",
        footer=source.footer(letters_note(maps), *_left_out(shares)),
    )
    return draw_maps(caption, maps)


def _left_out(shares: Mapping[str, float]) -> list[str]:
    """Which provinces have no number, and why."""
    names = [province_name(name) for name, value in shares.items() if not isfinite(value)]
    return [f"No percentage for {listed(names)}: no positive income there before"] if names else []


def _map(
    title: str,
    unit: str,
    values: Mapping[str, float],
    changes: Mapping[str, Change],
) -> ProvinceMap:
    """The numbers that are finite; no colour where a change is not clear."""
    finite = {name: value for name, value in values.items() if isfinite(value)}
    sizes = np.abs([*finite.values(), 0.0])
    reach = float(np.quantile(sizes, COVERED) or sizes.max() or 1.0)
    digits = 0 if reach >= 9.95 else 1
    return ProvinceMap(
        title,
        unit,
        finite,
        frozenset(name for name in finite if not changes[name].clear),
        CHANGES,
        Normalize(-reach, reach, clip=True),
        lambda value: signed(value, digits),
    )


def _finding(one: ProvinceMap) -> str:
    """In how many provinces the number clearly rises, and in how many it falls."""
    clear = [value for name, value in one.values.items() if name not in one.unclear]
    more, less = sum(value > 0 for value in clear), sum(value < 0 for value in clear)
    ways = [f"rises in {more}"] * (more > 0) + [f"falls in {less}"] * (less > 0)
    what = lower(one.title)
    if not ways:
        return f"no clear change of {what} in any of {len(one.values)} provinces"
    return f"{what} clearly {' and '.join(ways)} of {len(one.values)} provinces"
