"""Trade credit and cash."""

from typing import Annotated, NamedTuple

from sim.scenario.declaration import Bounds, ByLevel, Meaning, Unit


class Credit(NamedTuple):
    """Trade credit and cash."""

    days: Annotated[
        ByLevel[int],
        Unit("day"),
        Bounds(0, 90),
        Meaning("trade credit that a level receives from its supplier"),
    ]
    limit_days: Annotated[
        ByLevel[float],
        Unit("day"),
        Bounds(0, 365),
        Meaning("most that a supplier lends, in days of the buyer's purchases"),
    ]
    cash_days: Annotated[
        ByLevel[float],
        Unit("day"),
        Bounds(0, 1000),
        Meaning("cash in days of sales: at the opening, of a manufacturer always"),
    ]
    arrears_days: Annotated[
        int, Unit("day"), Bounds(1, 3650), Meaning("days in arrears after which a firm exits")
    ]
    capital_cost: Annotated[
        float,
        Unit("share/year"),
        Bounds(0, 1),
        Meaning("interest on money tied up in stock and credit"),
    ]
    opening_cash: Annotated[
        float,
        Unit("RMB"),
        Bounds(0, 1_000_000_000),
        Meaning("explicit: opening cash of every firm"),
    ]
    overdraft_days: Annotated[
        float,
        Unit("day"),
        Bounds(0, 365),
        Meaning("most that a firm's bank lends, in days of its sales"),
    ]
    broker_cash_days: Annotated[
        float,
        Unit("day"),
        Bounds(0, 1000),
        Meaning("opening cash of a broker in days of its purchases"),
    ]
