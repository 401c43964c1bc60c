"""The state of targeted relief: what county offices have on record, and whom they help.

No rows where there is no relief.
"""

from typing import Annotated, NamedTuple

from sim.engine.tables.columns import Column, Count, Flag, Sum, Total


class Registry(NamedTuple):
    """A farm household, as its county office knows it; a row a household."""

    land: Annotated[Sum, Column("1", "a head, as registered, against the mean of its province")]
    persons: Annotated[Sum, Column("persons", "in the household, as registered")]
    known: Annotated[Flag, Column("", "1 where its village has its income on record")]
    record: Annotated[Sum, Column("money/year", "last year's income a head, as its village has it")]
    matched: Annotated[Flag, Column("", "1 where offices have data on its income")]
    data: Annotated[Sum, Column("money/year", "last year's income a head, as offices' data tell")]
    poor: Annotated[Flag, Column("", "1 where it is on the register: taken for poor")]
    helped: Annotated[Count, Column("year", "from which it is helped, or 0")]
    allowance: Annotated[Total, Column("money", "left of this year's support for its freight")]
    hauled: Annotated[Total, Column("money", "haulage that it has paid, and nobody shared yet")]
    spent: Annotated[Total, Column("money", "total that was spent on it")]
    earned: Annotated[Total, Column("money", "income counted up to last New Year; in no record")]
