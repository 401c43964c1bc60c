"""What the rules of stock let one choose from."""

from enum import IntEnum


class Policy(IntEnum):
    """When to order, and how much."""

    ORDER_UP_TO = 0
    REORDER_POINT = 1
    MIN_MAX = 2
    FIXED_QUANTITY = 3


class LevelRule(IntEnum):
    """Where order-up-to level and reorder point come from."""

    GIVEN = 0
    FORECAST = 1
    TARGET = 2
    PROFIT = 3


class ForecastMethod(IntEnum):
    """How a keeper of stock estimates mean and variance of demand."""

    EXPONENTIAL_SMOOTHING = 0
    MOVING_AVERAGE = 1
    CONSTANT = 2
    AUTOREGRESSIVE = 3


class DemandSignal(IntEnum):
    """What a forecast is fed with."""

    SALES = 0
    DEMAND = 1
    CONSUMER_DEMAND = 2
    NOTICED_SALES = 3


class Unfilled(IntEnum):
    """What becomes of demand that stock can't serve."""

    LOST = 0
    BACKORDER = 1


class Returns(IntEnum):
    """Whether an order may be negative."""

    FORBIDDEN = 0
    ALLOWED = 1


class Issue(IntEnum):
    """Which units leave the shelf first."""

    OLDEST_FIRST = 0
    YOUNGEST_FIRST = 1
