"""How many households grow a product: where they are few, that none sells it online says little."""

from collections.abc import Sequence

from sim.evidence.claims.answer import Judgement
from sim.evidence.claims.numbers import Numbers
from sim.evidence.claims.signs import Moves
from sim.scenario import Scenario
from sim.world.country.catalogue import read_catalogue
from sim.world.country.provinces import at_2016, read_country
from sim.world.opening.miniature import settle_farms

SALES = "online_sales."  # of a product, before its name


def growers(scenario: Scenario, seed: int, product: str, province: str) -> int:
    """Households of a province that grow a product in a run."""
    growth = scenario.farm.primary_growth
    nation = at_2016(read_country(), scenario.demand.income_growth, growth)
    country, catalogue = nation.choose((province,)), read_catalogue()
    _, plots = settle_farms(scenario, catalogue, country, seed)
    return int((plots.product == catalogue.names.index(product)).sum())


def nothing_sold(
    judgement: Judgement, on: Numbers, scenario: Scenario, seeds: Sequence[int]
) -> str:
    """Of each product of which a province sells nothing online: how many households grow it."""
    told = []
    for case in judgement.cases if isinstance(judgement, Moves) else ():
        outcome, place = case.outcome, case.place
        if not outcome.startswith(SALES) or on.of(outcome, place).any():
            continue
        product = outcome.removeprefix(SALES)
        counts = sorted({growers(scenario, seed, product, place) for seed in seeds})
        some = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
        told.append(
            f"Households that grow {product.replace('_', ' ')} in {place} at scale "
            f"{scenario.scale:g}: {some}; none sells any online."
        )
    return " ".join(told)
