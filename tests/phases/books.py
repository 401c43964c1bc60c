"""The books of a month, written by hand, so that owners look back on it alone."""

import numpy as np

from tests.phases.alone import with_rules

DAYS = 30


def at_once(model) -> None:
    """Who would gain by moving does at once; all were at work in every month that they remember."""
    accounts = model.state.accounts
    with_rules(model, "entry", moving_speed=1.0, settled_months=1, gap=0.0)
    accounts.elsewhere[:] = 1.0
    accounts.worked[:] = DAYS
    accounts.days_worked[:] = DAYS


def kept(model, rows, money_a_day) -> None:
    """So much a day was left of sales when goods were paid."""
    model.state.accounts.kept[rows] = DAYS * np.asarray(money_a_day, float)
