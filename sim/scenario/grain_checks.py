"""Checks of amounts of goods in an explicit population: what its grain and its columns can hold."""

from collections.abc import Iterator

from sim.scenario.clashes import Clash, Values
from sim.scenario.groups import DemandLaw, PopulationKind

LARGEST = 2_000_000_000  # grains that a column of stock can hold
IN_UNITS = (
    "demand.mean",
    "demand.step_mean",
    "demand.series",
    "demand.highest",
    "stock.order_up_to",
    "stock.reorder_point",
    "stock.initial",
    "stock.initial_pipeline",
    "stock.lot_size",
    "stock.moq",
)
IN_WHOLE_GRAINS = (
    "stock.order_up_to",
    "stock.reorder_point",
    "stock.initial",
    "stock.initial_pipeline",
    "stock.capacity_per_day",
    "stock.source_capacity",
)
# What is asked for each day, where a law gives it outright.
GIVEN_DEMAND = {
    DemandLaw.STEP: ("demand.mean", "demand.step_mean"),
    DemandLaw.SERIES: ("demand.series",),
    DemandLaw.UNIFORM: ("demand.lowest", "demand.highest"),
}
DRAWN_FROM_A_TABLE = (DemandLaw.POISSON, DemandLaw.NEGATIVE_BINOMIAL)
LARGEST_MEAN = 20_000  # units a day of such a draw: its largest fits the table


def columns_hold(values: Values) -> Iterator[Clash]:
    """No amount overflows its column."""
    if values["population.kind"] != PopulationKind.EXPLICIT:
        return
    grain = values["grain.goods"]
    for key in IN_UNITS:
        value = values[key]
        largest = max(map(abs, value), default=0) if isinstance(value, tuple) else abs(value)
        if largest * grain > LARGEST:
            wrong = f"{largest:g} units of {grain} grains are more than a column can hold"
            yield Clash((key, "grain.goods"), wrong, f"at most {LARGEST // grain} units")


def whole_grains(values: Values) -> Iterator[Clash]:
    """Amounts that are given outright are not rounded unnoticed."""
    if values["population.kind"] != PopulationKind.EXPLICIT:
        return
    grain = values["grain.goods"]
    for key in (*IN_WHOLE_GRAINS, *GIVEN_DEMAND.get(values["demand.law"], ())):
        value = values[key]
        for amount in value if isinstance(value, tuple) else (value,):
            if abs(amount * grain - round(amount * grain)) > 1e-6:
                wrong = f"{amount:g} units, where goods are counted in grains of {1 / grain:g}"
                yield Clash((key, "grain.goods"), wrong, "whole grains, or more of them to a unit")
                break


def large_means(values: Values) -> Iterator[Clash]:
    """A table holds no more thresholds than it can count."""
    law, mean = values["demand.law"], values["demand.mean"]
    explicit = values["population.kind"] == PopulationKind.EXPLICIT
    if explicit and law in DRAWN_FROM_A_TABLE and mean > LARGEST_MEAN:
        wrong = f"{law.name.lower()} demand of {mean:g} a day"
        yield Clash(("demand.law", "demand.mean"), wrong, f"at most {LARGEST_MEAN}, or law: normal")
