"""How many households grow the produce that the article names, at two scales."""

from parts.markdown import code, table
from sim.evidence.claims.entries import ENTRIES
from sim.evidence.claims.growers import SALES, growers
from sim.evidence.claims.signs import Moves
from sim.scenario import read_scenario

SEED = 1
SCALES = (2000, 500)


def households() -> str:
    """A line a product and province of the claim on produce."""
    judgement = ENTRIES["produce_online"].judgement
    assert isinstance(judgement, Moves)
    worlds = [read_scenario("base", [f"scale={scale}"]) for scale in SCALES]
    rows = []
    for case in judgement.cases:
        product = case.outcome.removeprefix(SALES)
        counts = [growers(each, SEED, product, case.place) for each in worlds]
        rows.append((code([case.outcome]), case.place, *counts))
    heads = (
        "outcome",
        "province",
        *(f"households that grow it at scale {each}" for each in SCALES),
    )
    return table(heads, rows)
