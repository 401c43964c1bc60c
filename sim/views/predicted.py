"""Predicted growth of online sales by province, on tile maps of both ledgers."""

from matplotlib.figure import Figure

from sim.views.provenance import Result, provenance
from sim.views.province_levels import level_map, levels_finding
from sim.views.province_map import draw_maps, letters_note
from sim.views.sheet import Caption

MAPS = {
    "platform_sales_growth": "Growth on the platforms",
    "seller_sales_growth": "Growth of all online sales",
}
WHEN = "2017"


def draw_predicted(result: Result) -> Figure:
    """Two maps."""
    table = result.tables["out_of_sample"]
    table = table[(table["when"] == WHEN) & table["where"].isin(result.manifest["provinces"])]
    maps = []
    for quantity, title in MAPS.items():
        rows = table[table["quantity"] == quantity]
        values = {str(at): 100 * float(v) for at, v in zip(rows["where"], rows["value"])}
        maps.append(level_map(title, "%", values))
    caption = Caption(
        title=levels_finding(maps[0]),
        subtitle="2017 over 2016, where the seller is: the median over fits and seeds.",
        footer=provenance(result).footer(letters_note(maps)),
    )
    return draw_maps(caption, maps)
