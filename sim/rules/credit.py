"""Who can pay, who falls into arrears, and what an owner takes home."""

from sim.engine.compiling import compiled


@compiled
def payment(due, cash, overdraft):
    """What is paid of a sum that is due: as much as cash and the bank allow; money."""
    return min(due, max(cash + overdraft, 0))


@compiled
def days_in_arrears(days, arrears):
    """Days that a firm has been in arrears, tonight's included; 0 once all is paid."""
    if arrears > 0:
        return days + 1
    return 0


@compiled
def drawings(cash, working_cash, share):
    """What the owner takes home tonight: a share of the cash above what the firm works with."""
    return max(int((cash - working_cash) * share), 0)
