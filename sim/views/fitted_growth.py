"""Growth of sales on the platforms by province, as the fit has it, on the tile map."""

from matplotlib.figure import Figure

from sim.views.fitted import footer
from sim.views.provenance import Result
from sim.views.province_levels import level_map, levels_finding
from sim.views.province_map import draw_maps, letters_note
from sim.views.sheet import Caption


def draw_fitted_growth(result: Result) -> Figure:
    """One map."""
    table = result.tables["growth"]
    engine = bool(table["engine"].notna().all())
    column = table["engine" if engine else "mean_field"]
    values = {str(place): 100 * float(value) for place, value in zip(table["province"], column)}
    one = level_map("Growth of sales on the platforms", "%", values)
    caption = Caption(
        title=levels_finding(one),
        subtitle="January to November 2017 over 2016, where the seller is: "
        + ("mean over the engine's runs. " if engine else "the mean field. ")
        + "Reported, and fitted to: 114 % in Gansu, the fastest, closely followed by Guizhou and "
        "Tibet; of no other province.",
        footer=f"{footer(result, engine)} {letters_note([one])}",
    )
    return draw_maps(caption, [one])
