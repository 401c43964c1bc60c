"""Who grows what, where nobody sells it online."""

import numpy as np

from sim.evidence.claims.growers import growers, nothing_sold
from sim.evidence.claims.signs import Case, rises
from sim.evidence.claims.values import Value
from sim.scenario import read_scenario
from sim.world.opening.miniature import draw_miniature
from tests.evidence.claims.made_up import numbers

PRODUCE = rises(Case("online_sales.dried_dates", "Hubei"), Case("online_sales.oranges", "Hubei"))
SEEDS = (1, 2)


def sold(dates: float, oranges: float):
    return numbers(
        {
            ("online_sales.dried_dates", "Hubei"): [dates, dates],
            ("online_sales.oranges", "Hubei"): [0.0, oranges],
        }
    )


def test_growers_are_those_of_the_run() -> None:
    scenario = read_scenario("history", ["scale=20000"])
    mini = draw_miniature(scenario, 2)
    here = mini.plots.province == mini.country.names.index("Hubei")
    for product in ("dried_dates", "oranges"):
        grown = mini.plots.product == mini.catalogue.names.index(product)
        households = len(np.unique(mini.plots.farmer[here & grown]))
        assert growers(scenario, 2, product, "Hubei") == households > 0


def test_a_product_that_nobody_sells_is_told_with_its_growers() -> None:
    history = read_scenario("history", ["scale=2000"])
    assert nothing_sold(PRODUCE, sold(0.0, 5.0), history, SEEDS) == (
        "Households that grow dried dates in Hubei at scale 2000: 207; none sells any online."
    )
    both = nothing_sold(PRODUCE, sold(0.0, 0.0), history, SEEDS)
    assert " Households that grow oranges in Hubei at scale 2000: 222;" in both


def test_nothing_is_told_of_what_is_sold_or_no_produce() -> None:
    history = read_scenario("history")
    assert nothing_sold(PRODUCE, sold(1.0, 5.0), history, SEEDS) == ""
    assert nothing_sold(Value("growth"), sold(0.0, 0.0), history, SEEDS) == ""
