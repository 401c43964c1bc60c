"""Who trades with whom: goods between the sectors above, all other payments below.

Drawn from the ends of the flows in sim/engine/tables/flows.py, textbook cases left out.
"""

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from parts.picture import Picture
from parts.trade import in_words, sectors
from sim.engine.tables.flows import PAYMENTS
from sim.engine.tables.ledger import Flow, Sector
from sim.views.style import BLUE, FAINT, INK, PAPER, QUIET, SMALL_SIZE, WIDTH_INCHES

# Flows that pay for goods: these go the other way.
FOR_GOODS = {
    Flow.RETAIL_SALES, Flow.GOODS_BETWEEN_FIRMS, Flow.PRODUCE_AT_FARM_GATE, Flow.ONLINE_SALES,
    Flow.PRODUCE_TO_MARKETS, Flow.PRODUCE_TO_PROCESSORS, Flow.MATERIALS, Flow.FARM_INPUTS,
    Flow.OTHER_CONSUMPTION,
}  # fmt: skip
PLACES = {  # of the sectors that goods come from and go to, in columns and rows
    "materials": (0, 2.4), "merchants": (1, 4.0), "manufacturers": (1, 3.0), "farmers": (1, 0.8),
    "wholesalers": (2, 2.5), "brokers": (2, 1.2), "shops": (3, 2.5), "wet markets": (3, 0.5),
    "processors": (3, -0.3), "other buyers": (4, 4.0), "consumers": (4, 2.5),
    "other sellers": (4, 1.2),
}  # fmt: skip
BENT = {("manufacturers", "shops"): -0.2}  # arrows that would run into a box

LEGEND = ((0, "o", 7.5, INK, "pays"), (2, "D", 4.0, BLUE, "is paid"))


def pairs(flow: Flow) -> Iterator[tuple[str, str]]:
    """Who pays whom, in words."""
    for payers, payees in PAYMENTS[flow].ends:
        for payer in sectors(payers).split(", "):
            yield from ((payer, payee) for payee in sectors(payees).split(", "))


def goods() -> list[tuple[str, str]]:
    """From whom goods go to whom."""
    found = ((payee, payer) for flow in sorted(FOR_GOODS) for payer, payee in pairs(flow))
    return list(dict.fromkeys(found))


def other_payments() -> list[tuple[str, str, str]]:
    """For what else money goes, from whom to whom: the ends of a row with commas between."""
    return [
        (in_words(flow.name), sectors(payers), sectors(payees))
        for flow, each in PAYMENTS.items()
        for payers, payees in each.ends
        if flow not in FOR_GOODS
    ]


def shows() -> str:
    """Every arrow."""
    arrows = [f"{seller} -> {buyer}" for seller, buyer in goods()]
    return "\n".join(arrows + [f"{f}: {who} -> {whom}" for f, who, whom in other_payments()])


def figure() -> Figure:
    """The picture."""
    fig = Figure(figsize=(WIDTH_INCHES, 8.2))
    _network(fig.add_axes((0.01, 0.62, 0.98, 0.34)))
    _lanes(fig.add_axes((0.19, 0.01, 0.80, 0.55)))
    for y, said in ((0.98, "Goods (money goes the other way)"), (0.59, "Money for other things")):
        fig.text(0.01, y, said, weight="bold", va="center")
    return fig


def _network(axes: Axes) -> None:
    """Sectors as boxes, goods as arrows."""
    boxes = {}
    for name, (x, y) in PLACES.items():
        box = {"boxstyle": "round,pad=0.4", "facecolor": PAPER, "edgecolor": INK}
        text = axes.text(x, y, name, ha="center", va="center", bbox=box, zorder=3)
        boxes[name] = text.get_bbox_patch()
    axes.set(xlim=(-0.5, 4.5), ylim=(-0.6, 4.3))
    axes.set_axis_off()
    axes.figure.draw_without_rendering()  # arrows end at the boxes, which are placed only now
    for seller, buyer in goods():
        if seller == buyer:
            continue  # from one tier of wholesalers to the next
        arrow = {"arrowstyle": "-|>", "color": BLUE, "shrinkA": 0, "shrinkB": 0}
        arrow |= {"patchA": boxes[seller], "patchB": boxes[buyer]}
        arrow |= {"connectionstyle": f"arc3,rad={BENT.get((seller, buyer), 0)}"}
        axes.annotate("", PLACES[buyer], PLACES[seller], arrowprops=arrow)


def _lanes(axes: Axes) -> None:
    """Sectors as upright lines; a row for each flow and its ends, from payers to payees."""
    rows = other_payments()
    used = {end for _, *ends in rows for side in ends for end in side.split(", ")}
    names = [name for name in sectors(tuple(Sector)).split(", ") if name in used]
    for x, name in enumerate(names):
        axes.plot((x, x), (-0.6, len(rows) - 0.4), color=FAINT, linewidth=0.8, zorder=0)
        axes.text(x - 0.1, -0.8, name, rotation=35, va="bottom", size=SMALL_SIZE)
    for y, (flow, payers, payees) in enumerate(rows):
        axes.text(-0.7, y, flow, ha="right", va="center", size=SMALL_SIZE)
        start = [names.index(payer) for payer in payers.split(", ")]
        end = [names.index(payee) for payee in payees.split(", ")]
        axes.plot((min(start + end), max(start + end)), (y, y), color=QUIET, linewidth=0.8)
        for ends, (_, marker, size, colour, _) in zip((start, end), LEGEND, strict=True):
            axes.plot(ends, [y] * len(ends), marker, color=colour, markersize=size)
    legend = len(rows) + 0.3
    for x, marker, size, colour, said in LEGEND:
        axes.plot(x, legend, marker, color=colour, markersize=size)
        axes.text(x + 0.3, legend, said, va="center", size=SMALL_SIZE)
    axes.set(xlim=(-0.6, len(names) + 0.5), ylim=(len(rows) + 0.8, -3.6))
    axes.set_axis_off()


PICTURE = Picture(shows, figure)
