"""What changes where: stockouts and shop owners' income by province, where it is clear."""

from collections.abc import Mapping
from math import isfinite

import matplotlib as mpl
import numpy as np
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure

from sim.views.changes import Change, changes_by_province, share_of_base
from sim.views.numbers import signed
from sim.views.provenance import Result, provenance
from sim.views.province_map import ProvinceMap, draw_maps, letters_note
from sim.views.sheet import Caption
from sim.views.tilemap import province_name
from sim.views.vocabulary import listed, lower

# Without the darkest ends, so that the numbers can be read on every colour.
BETTER_IS_MORE = LinearSegmentedColormap.from_list(
    "better_is_more", mpl.colormaps["PuOr"](np.linspace(0.1, 0.9, 65))
)
BETTER_IS_LESS = BETTER_IS_MORE.reversed()
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
        _map("Stockout rate", "percentage points", points, stockouts, BETTER_IS_LESS),
        _map("Income of shop owners", "%", shares, incomes, BETTER_IS_MORE),
    ]
    maps = [one for one in maps if one.values]
    if not maps:
        return None
    caption = Caption(
        title=f"{source.titles[source.headline]}: {listed([_finding(one) for one in maps])}",
        subtitle="Difference from the baseline; purple is better, orange worse. "
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
    colours: Colormap,
) -> ProvinceMap:
    """Purple is better, orange is worse, whichever way the number goes."""
    finite = {name: value for name, value in values.items() if isfinite(value)}
    sizes = np.abs([*finite.values(), 0.0])
    reach = float(np.quantile(sizes, COVERED) or sizes.max() or 1.0)
    digits = 0 if reach >= 9.95 else 1
    return ProvinceMap(
        title,
        unit,
        finite,
        frozenset(name for name in finite if not changes[name].clear),
        colours,
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
