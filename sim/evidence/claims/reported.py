"""What the article says, claim by claim, as sim/world/data/report_claims.yaml has it."""

from functools import cache
from typing import NamedTuple

import yaml

from sim.world.country.csv_tables import DATA

FILE = "report_claims.yaml"


class Claim(NamedTuple):
    """One claim; what does not apply to its kind is empty."""

    id: str
    kind: str  # value, rank, direction, mechanism
    text: str
    value: float | None = None
    unit: str = ""
    province: str = ""
    order: tuple[str, ...] = ()  # provinces of rank 1, 2, ...
    members: tuple[str, ...] = ()  # provinces among the first `within_top`
    within_top: int = 0
    all_of_top: str = ""  # inland: so are all of the first


@cache
def reported_claims() -> dict[str, Claim]:
    """All claims by id, in the order of the file."""
    rows = yaml.safe_load((DATA / FILE).read_text("utf-8"))["claims"]
    return {row["id"]: _claim(row) for row in rows}


def _claim(row: dict[str, object]) -> Claim:
    """A row without what only people read (side, period, products)."""
    known = {name: row[name] for name in Claim._fields if name in row}
    lists = {name: tuple(part) for name, part in known.items() if isinstance(part, list)}
    value = {"value": float(str(row["value"]))} if "value" in row else {}  # 6.43e12 is read as text
    return Claim(**(known | lists | value))  # type: ignore[arg-type]
