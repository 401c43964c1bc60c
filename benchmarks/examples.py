"""The peers' examples: which scenario says the same here, and what is compared."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "examples"

type Outcomes = Mapping[str, float]
type FromOutcomes = Callable[[Outcomes], float]


class Quantity(NamedTuple):
    """A number that both sides give."""

    name: str
    theirs: str  # its key in what their program prints
    ours: FromOutcomes


class Example(NamedTuple):
    """A documented example of a peer."""

    peer: str
    name: str
    scenario: str  # a file of FOLDER
    quantities: tuple[Quantity, ...]
    sets: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Its scenario."""
        return FOLDER / f"{self.scenario}.yaml"

    @property
    def key(self) -> str:
        """The scenario with its settings: what is played."""
        return " ".join((self.scenario, *self.sets))


def outcome(name: str) -> FromOutcomes:
    """One that the engine reports."""
    return lambda outcomes: outcomes[name]


def chain_cost(tiers: int, in_transit: float) -> FromOutcomes:
    """Of all tiers, and of goods between them: a constant, and no cost in the engine."""
    return lambda outcomes: in_transit + sum(outcomes[f"cost.tier{tier}"] for tier in range(tiers))


def without_orders(order_cost: float) -> FromOutcomes:
    """What stock and backorders alone cost the shop."""
    return lambda outcomes: outcomes["cost.tier0"] - order_cost * outcomes["orders.tier0"]


def formula(key: str, what: str = "cost", ours: FromOutcomes | None = None) -> Quantity:
    """The shop's, where theirs is exact."""
    return Quantity(f"{what}, formula", key, ours or outcome(f"{what}.tier0"))


def counted(key: str, *tiers: int) -> tuple[Quantity, ...]:
    """Stock, backlog and fill rate of tiers, where theirs is simulated."""
    names = {"stock": "end_stock", "backlog": "backlog", "fill_rate": "fill_rate"}
    return tuple(
        Quantity(
            f"{theirs.replace('_', ' ')}, tier {tier}"
            if len(tiers) > 1
            else theirs.replace("_", " "),
            f"{key}/simulated/{theirs}{tier}",
            outcome(f"{ours}.tier{tier}"),
        )
        for tier in tiers
        for theirs, ours in names.items()
    )


def simulated_cost(key: str, ours: FromOutcomes | None = None) -> Quantity:
    """What the whole system costs a period, where theirs is simulated."""
    return Quantity("cost", f"{key}/simulated/cost", ours or outcome("cost.tier0"))


def stockpyl(name: str, scenario: str, *quantities: Quantity) -> Example:
    """An instance of stockpyl's, from Snyder and Shen (2019)."""
    return Example("stockpyl", name, f"stockpyl_{scenario}", quantities)


def supplynetpy(
    name: str, scenario: str, key: str, *sets: str, **quantities: FromOutcomes
) -> Example:
    """An example of SupplyNetPy's documentation: their quantities by name."""
    found = tuple(
        Quantity(theirs.replace("_", " "), f"{key}/{theirs}", ours)
        for theirs, ours in quantities.items()
    )
    return Example("SupplyNetPy", name, f"supplynetpy_{scenario}", found, sets)


SERIAL = chain_cost(3, in_transit=4 * 5 * 1 + 2 * 5 * 1)
SERIAL_LONG = chain_cost(2, in_transit=2 * 20 * 8)
SERIAL_POISSON = chain_cost(5, in_transit=(1.0 + 1.5 + 2.5 + 3.5) * 32)
PROFIT, SOLD, WASTED = outcome("profit.tier0"), outcome("sales.tier0"), outcome("waste_share.tier0")
STOCK, HOLDING, LOST = (
    outcome("end_stock.tier0"),
    outcome("cost.tier0"),
    outcome("lost_sales_share"),
)


def first_night(name: str, weight: float) -> FromOutcomes:
    """An outcome, and what it lacks of goods in the night in which they are ordered.

    They are in SupplyNetPy's stock at once, and here in the morning: by Little's law, what is sold
    in a day, times the weight of a unit.
    """
    return lambda outcomes: outcomes[name] + weight * outcomes["sales.tier0"]


def half_round(lot: float) -> FromOutcomes:
    """Half the days between two lots."""
    return lambda outcomes: lot / outcomes["sales.tier0"] / 2


def papers(number: int, **more: FromOutcomes) -> Example:
    """A newsvendor with so many papers."""
    sets = (f"stock.order_up_to={number}", f"stock.initial={number}")
    name, key = f"newsvendor, {number} papers", f"newsvendor{number}"
    return supplynetpy(name, "newsvendor", key, *sets, profit=PROFIT, **more)


EXAMPLES = (
    stockpyl(
        "Example 4.3, newsvendor",
        "newsvendor",
        formula("newsvendor"),
        simulated_cost("newsvendor"),
        *counted("newsvendor", 0),
    ),
    stockpyl("Example 4.4, base stock", "base_stock", formula("base_stock")),
    stockpyl(
        "Example 4.2, newsvendor with prices",
        "newsvendor_explicit",
        formula("newsvendor_explicit", "profit"),
    ),
    stockpyl(
        "Problem 4.3b, newsvendor with prices",
        "newsvendor_dearer",
        formula("newsvendor_dearer", "profit"),
    ),
    stockpyl(
        "Problem 4.8a, Poisson newsvendor", "newsvendor_poisson", formula("newsvendor_poisson")
    ),
    stockpyl(
        "Problem 4.7b, newsvendor with chances", "newsvendor_chances", formula("newsvendor_chances")
    ),
    stockpyl(
        "Problem 4.8b, lognormal newsvendor",
        "newsvendor_lognormal",
        formula("newsvendor_lognormal"),
    ),
    stockpyl("Example 3.1, economic order quantity", "eoq", formula("eoq")),
    stockpyl("Example 3.8, with backorders", "eoq_backorders", formula("eoq_backorders")),
    stockpyl(
        "Example 4.7, (s, S)",
        "s_s",
        formula("s_s"),
        simulated_cost("s_s", without_orders(5)),
        *counted("s_s", 0),
    ),
    stockpyl("Problem 4.31, (s, S)", "s_s_dearer", formula("s_s_dearer")),
    stockpyl("Example 5.8, (r, Q)", "r_q_quarter", formula("r_q")),
    stockpyl("Example 5.8, (r, Q), by days", "r_q", simulated_cost("r_q"), *counted("r_q", 0)),
    stockpyl("Problem 5.2, (r, Q)", "r_q_twelfth", formula("r_q_twelfth")),
    stockpyl("Problem 5.3, (r, Q), normal", "r_q_normal", formula("r_q_normal")),
    stockpyl(
        "Example 6.1, serial system",
        "serial",
        formula("serial", ours=SERIAL),
        simulated_cost("serial", SERIAL),
        *counted("serial", 0, 1, 2),
    ),
    stockpyl(
        "Problem 6.16, serial system",
        "serial_long",
        formula("serial_long", ours=SERIAL_LONG),
        simulated_cost("serial_long", SERIAL_LONG),
        *counted("serial_long", 0, 1),
    ),
    stockpyl(
        "Problem 6.2b, serial system, Poisson",
        "serial_poisson",
        simulated_cost("serial_poisson", SERIAL_POISSON),
        *counted("serial_poisson", 0, 4),
    ),
    supplynetpy("in ten minutes", "intro", "intro", stock=STOCK, holding=HOLDING, profit=PROFIT),
    papers(80),
    papers(90),
    papers(100, sold=SOLD, wasted=WASTED),
    papers(110),
    papers(120),
    supplynetpy(
        "economic order quantity, lots of 1,200",
        "eoq",
        "eoq",
        cost=first_night("cost.tier0", 0.273),
        stock=first_night("end_stock.tier0", 1.0),
        sold=lambda outcomes: 2 * outcomes["sales.tier0"],  # a day here is half of theirs
    ),
    supplynetpy("replenishment policies, lots", "lots", "lots", stock=STOCK, profit=PROFIT),
    supplynetpy(
        "validation, second centre",
        "every_other_day",
        "every_other_day",
        stock=STOCK,
        holding=HOLDING,
        sold=SOLD,
    ),
    supplynetpy(
        "safety stock, lots", "phones", "phones", stock=STOCK, lost=LOST, half_round=half_round(1e4)
    ),
    supplynetpy(
        "safety stock, up to a level", "phones_up_to", "phones_up_to", stock=STOCK, lost=LOST
    ),
)
