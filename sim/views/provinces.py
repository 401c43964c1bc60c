"""What changes where: an outcome's paired difference by province, coloured where it is clear."""

from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np
import pandas as pd
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from sim.views.changes import Change, changes_by_province, share_of_base
from sim.views.numbers import signed
from sim.views.provenance import Result, provenance
from sim.views.province_map import ProvinceMap, draw_maps, letters_note
from sim.views.sheet import Caption
from sim.views.style import CHANGES
from sim.views.tilemap import province_name
from sim.views.vocabulary import compact, listed, lower, measure

COVERED = 0.95  # share of the provinces within the colours' range; the rest get its end
WHITE = "White: not clear (false discoveries held to 5\u00a0%)."
FRAMED = " Heavy frame: treated, a lever or shock is another there."


def draw_province_differences(result: Result) -> Figure | None:
    """The headline scenario against the baseline; None without its differences by province."""
    source = provenance(result)
    table = result.tables["differences_by_province"]
    maps = [
        difference_map(table, source.headline, "stockout_rate.goods"),
        difference_map(table, source.headline, "income.shop_owner"),
    ]
    maps = [one for one in maps if one.values]
    if not maps:
        return None
    caption = Caption(
        title=f"{source.titles[source.headline]}: {'; '.join(map(finding, maps))}",
        subtitle="Difference from the baseline; purple: more, orange: less. " + key_of(maps),
        footer=source.footer(letters_note(maps), *left_out(maps)),
    )
    return draw_maps(caption, maps)


def difference_map(table: pd.DataFrame, scenario: str, outcome: str) -> ProvinceMap:
    """Shares in percentage points; the rest in % of the baseline, where most have one above zero.

    table    differences_by_province
    """
    changes = changes_by_province(table, scenario, outcome)
    name, unit, values = _measured(outcome, changes)
    finite = {province: value for province, value in values.items() if isfinite(value)}
    sizes = np.abs([*finite.values(), 0.0])
    reach = float(np.quantile(sizes, COVERED) or sizes.max() or 1.0)
    digits = 0 if reach >= 9.95 else 1 if reach >= 0.995 else 2
    return ProvinceMap(
        name,
        unit,
        finite,
        frozenset(province for province in finite if not changes[province].clear),
        CHANGES,
        Normalize(-reach, reach, clip=True),
        lambda value: signed(value, digits),
        _treated(table, scenario),
        frozenset(values) - frozenset(finite),
    )


def key_of(maps: Sequence[ProvinceMap]) -> str:
    """What white tiles and heavy frames mean."""
    return WHITE + (FRAMED if any(one.treated for one in maps) else "")


def left_out(maps: Sequence[ProvinceMap]) -> list[str]:
    """Which provinces have no number, and why."""
    names = [province_name(name) for one in maps for name in sorted(one.left_out)]
    unknown = list(dict.fromkeys(names))
    return [f"No percentage for {listed(unknown)}: not above zero there before"] if names else []


def finding(one: ProvinceMap) -> str:
    """In how many provinces the number clearly rises, and falls; the treated and others apart."""
    what = lower(one.title)
    anywhere = _ways(one, [*one.values])
    if not anywhere:
        return f"no clear change of {what} in any of {len(one.values)} provinces"
    if not one.treated:
        return f"{what} clearly {' and '.join(anywhere)} of {len(one.values)} provinces"
    treated = [name for name in one.values if name in one.treated]
    others = [name for name in one.values if name not in one.treated]
    here = " and ".join(_ways(one, treated)) or "changes in none"
    elsewhere = " and ".join(_ways(one, others))
    return (
        f"{what} clearly {here} of {len(treated)} treated province{'s' * (len(treated) != 1)}, "
        + (f"{elsewhere} of {len(others)} others" if elsewhere else "nowhere else")
    )


def _ways(one: ProvinceMap, provinces: Sequence[str]) -> list[str]:
    """Rises in 3, falls in 2; nothing where nothing is clear."""
    clear = [one.values[name] for name in provinces if name not in one.unclear]
    more, less = sum(value > 0 for value in clear), sum(value < 0 for value in clear)
    return [f"rises in {more}"] * (more > 0) + [f"falls in {less}"] * (less > 0)


def _measured(outcome: str, changes: Mapping[str, Change]) -> tuple[str, str, dict[str, float]]:
    """Name, unit and number by province."""
    unit = next(iter(changes.values())).unit if changes else ""
    shown = measure(outcome, unit)
    if unit == "share":
        points = {name: shown.factor * change.difference for name, change in changes.items()}
        return shown.name, "percentage points", points
    shares = {name: 100 * share_of_base(change) for name, change in changes.items()}
    if sum(map(isfinite, shares.values())) > len(shares) / 2:
        return shown.name, "%", shares
    differences = {name: change.difference for name, change in changes.items()}
    factor, unit = compact(differences.values(), shown.unit)
    return shown.name, unit, {name: factor * value for name, value in differences.items()}


def _treated(table: pd.DataFrame, scenario: str) -> frozenset[str]:
    """Provinces that are treated, where others are not; results of earlier versions don't tell."""
    if "treated" not in table:
        return frozenset()
    rows = table[table["scenario"] == scenario]
    treated = frozenset(rows.loc[rows["treated"], "province"])
    return treated if len(treated) < rows["province"].nunique() else frozenset()
