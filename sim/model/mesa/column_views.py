"""Attributes that show columns: what an agent is asked is read from its row at that moment.

Money is shown in RMB and goods in units, whatever grain the columns count in. Unit and meaning come
from the column's declaration, so `help(ShopOwner)` and the tables cannot disagree.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.columns import Column, describe
from sim.engine.tables.farm import Farmers
from sim.engine.tables.firms import Accounts, Keepers
from sim.engine.tables.shelves import Shelves, Terms
from sim.scenario.groups import Grain

PLACES: dict[type, str] = {  # where a table stands in the state
    Keepers: "keepers",
    Accounts: "accounts",
    Shelves: "shelves",
    Terms: "terms",
    Farmers: "farm.farmers",
}
SHOWN = {"money": "RMB", "grain": "unit"}


def own_row(agent: Any) -> int:
    """The agent's own row."""
    row: int = agent.row
    return row


def its_shelves(agent: Any) -> slice:
    """Rows of the shelves of a keeper."""
    first = agent.model.state.keepers.first_shelf
    return slice(int(first[agent.row]), int(first[agent.row + 1]))


def one(table: type, column: str) -> Any:
    """A property that shows a column at the agent's own row, as a plain Python value."""
    return _shown(table, column, own_row, lambda value, model: value.item())


def many(table: type, column: str) -> Any:
    """A property that shows a column at the agent's shelves, as an array that cannot be written."""
    return _shown(table, column, its_shelves, lambda values, model: _sealed(values))


def named(table: type, column: str, names: str) -> Any:
    """A property that shows the name behind an index; `names` is an attribute of the state."""
    return _shown(table, column, own_row, lambda value, model: getattr(model.state, names)[value])


def names_on_shelves(table: type, column: str, names: str) -> Any:
    """A property that shows the name behind the index on each of the agent's shelves."""

    def looked_up(values: NDArray[Any], model: Any) -> tuple[str, ...]:
        known = getattr(model.state, names)
        return tuple(known[value] for value in values.tolist())

    return _shown(table, column, its_shelves, looked_up)


def _shown(
    table: type,
    column: str,
    rows_of: Callable[[Any], int | slice],
    as_users_see: Callable[[Any, Any], Any],
) -> property:
    """The property of one column. It cannot be assigned: the error names what to change instead."""
    dtype, about = describe(table)[column]
    table_of = attrgetter(PLACES[table])
    money, goods = _power("money", about.unit), _power("grain", about.unit)

    def read(agent: Any) -> Any:
        value = getattr(table_of(agent.model.state), column)[rows_of(agent)]
        if money or goods:
            grain: Grain = agent.model.asked.grain
            value = value / float(grain.money) ** money / float(grain.goods) ** goods
        elif dtype == np.uint8:
            value = value.astype(bool)
        return as_users_see(value, agent.model)

    def refuse(agent: Any, value: object) -> None:
        rows = rows_of(agent)
        where = f"{rows.start}:{rows.stop}" if isinstance(rows, slice) else rows
        unit = f" ({about.unit})" if about.unit else ""
        raise AttributeError(
            f"{type(agent).__name__} #{agent.row} shows a column of the state and holds nothing; "
            f"between two days, change model.state.{PLACES[table]}.{column}[{where}] in place{unit}"
            "; where goods or money then fail to add up, the next day stops with a BreachError"
        )

    return property(read, refuse, doc=f"{_told(about)} ({PLACES[table]}.{column})")


def _told(about: Column) -> str:
    """Unit and meaning of a column as its users see it."""
    if not about.unit:
        return about.meaning.removeprefix("row of ")
    unit = about.unit
    for ours, users in SHOWN.items():
        unit = unit.replace(ours, users)
    return f"{unit}: {about.meaning}"


def _power(word: str, unit: str) -> int:
    """How often a word stands above the line of a unit, less how often it stands below."""
    above, *below = unit.split("/")
    return above.split().count(word) - sum(part.split().count(word) for part in below)


def _sealed(values: NDArray[Any]) -> NDArray[Any]:
    """A copy that refuses to be written, because nothing would come of it."""
    copy = values.copy()
    copy.flags.writeable = False
    return copy
