"""Every outcome at once: what the headline scenario changes, in % of the baseline."""

from math import isfinite

from matplotlib.figure import Figure

from sim.views.changes import changes_of, in_percent
from sim.views.numbers import signed_percent
from sim.views.provenance import Result, provenance
from sim.views.sheet import Caption, open_sheet
from sim.views.vocabulary import measure
from sim.views.whiskers import INTERVAL, MOST_PERCENT, draw_whisker, frame_whiskers, whisker_keys

ROW_INCHES = 0.24


def draw_outcomes(result: Result) -> Figure | None:
    """A row an outcome, in the order in which a run reports them; None when none can be divided."""
    source = provenance(result)
    changes = changes_of(result.tables["differences"], source.headline).values()
    shares = [share for share in map(in_percent, changes) if isfinite(share.difference)]
    if not shares:
        return None
    clear = sum(share.clear for share in shares)
    caption = Caption(
        title=f"{source.titles[source.headline]}: {clear} of {len(shares)} outcomes clearly change",
        subtitle="Difference from the baseline in % of the baseline's value.",
        footer=source.footer(INTERVAL, "Outcomes whose baseline is zero or less are left out"),
    )
    figure = open_sheet(caption, 0.5 + ROW_INCHES * len(shares), whisker_keys())
    axes = figure.subplots()
    for position, share in enumerate(shares):
        draw_whisker(axes, position, share, signed_percent(share.difference / 100), MOST_PERCENT)
    frame_whiskers(axes, shares, MOST_PERCENT, ticks=9)
    axes.set_yticks(range(len(shares)), [measure(share.outcome, "").name for share in shares])
    axes.set_xlabel("% of the baseline's value")
    return figure
