"""Who gets credit, who can pay, who falls into arrears, and what an owner takes home."""

from sim.engine.machine.compiling import compiled
from sim.rules.stock_policies import affordable


@compiled
def gives_credit(seller, direct, upstream, credit_days):
    """Whether a seller lends what an order costs.

    direct       1 where the order goes to a producer, past the tiers
    upstream     the buyer's usual supplier, or -1
    credit_days  that buyers of this level get
    """
    return seller == upstream and credit_days > 0 and direct == 0


@compiled
def credit_left(limit, payable, arrears):
    """What a supplier still lends, money: nothing to those who are late."""
    if arrears > 0:
        return 0
    return max(limit - payable, 0)


@compiled
def within_means(quantity, price, freight, credit, cash, lot):
    """The most whole lots up to `quantity` that credit, and cash where it ends, pay for.

    price    money a grain, of goods; freight: the same, of their carriage, which is paid in cash
    credit   money that the seller of the goods still lends, >= 0
    cash     money, >= 0
    """
    goods = affordable(quantity, price + freight, credit + cash, lot)
    return affordable(goods, freight, cash, lot)


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
