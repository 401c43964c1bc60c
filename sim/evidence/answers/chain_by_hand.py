"""A chain of firms played by hand, order by order: any policy, lot, delay, capacity, lost or owed.

No theory, but the words of docs/textbook.md written down a second time, with lists and queues where
the engine has columns. One firm a tier, tier 0 the shop; above the last tier an ample source.
"""

from collections import deque
from dataclasses import dataclass, field


@dataclass
class Firm:
    """A tier, how it keeps its stock, and where it stands."""

    policy: str  # order_up_to, reorder_point, min_max, fixed_quantity
    level: int  # S
    point: int  # r or s
    lot: int = 1
    moq: int = 0
    review: int = 1
    delay: int = 0  # evenings until an order is seen by the supplier
    lead: int = 1
    owes: bool = True  # what it cannot serve it owes; else the demand is lost
    capacity: float = float("inf")  # that it ships in an evening
    stock: int = 0
    on_order: int = 0
    owed: deque[int] = field(default_factory=deque)  # open orders, oldest first
    mail: deque[int] = field(
        default_factory=deque
    )  # orders that it sent, the next to be seen first
    road: deque[int] = field(default_factory=deque)  # goods to come, the next to arrive first

    def __post_init__(self) -> None:
        self.mail.extend([0] * self.delay)
        self.road.extend([0] * self.lead)

    def wants(self, evening: int, due: int) -> int:
        """Tonight's order."""
        if evening % self.review:
            return 0
        if self.policy == "fixed_quantity":
            return self.lot
        if not self.owes:  # what it cannot ship tonight it never will
            due = min(due, int(min(self.stock, self.capacity)))
        position = self.stock + self.on_order - sum(self.owed) - due
        quantity = 0
        if self.policy == "order_up_to":
            enough = position >= self.level
        elif self.policy == "reorder_point":
            enough = position > self.point
        else:
            enough = position > self.point or position >= self.level
        while not enough:
            quantity += self.lot
            reached = position + quantity
            target = (
                reached > self.point if self.policy == "reorder_point" else reached >= self.level
            )
            enough = target and quantity >= self.moq
        return quantity

    def serve(self, due: int, capacity: float) -> tuple[int, int, int]:
        """Ship what is owed, oldest first, then what is due: shipped, of the due, and dropped."""
        can = min(self.stock, capacity)
        old = 0
        while self.owed and can > old:
            part = min(self.owed[0], int(can) - old)
            old += part
            if part == self.owed[0]:
                self.owed.popleft()
            else:
                self.owed[0] -= part
        fresh = min(due, int(can) - old)
        rest = due - fresh
        if rest and self.owes:
            self.owed.append(rest)
        self.stock -= old + fresh
        return old + fresh, fresh, 0 if self.owes else rest


def play(firms: list[Firm], demand: list[int]) -> list[list[tuple[int, int, int, int]]]:
    """Day by day and tier by tier: stock, owed, on order and served at once, at the close."""
    days = []
    for today, wanted in enumerate(demand):
        for firm in firms:  # morning
            arrived = firm.road.popleft()
            firm.stock += arrived
            firm.on_order -= arrived
        _, fresh, _ = firms[0].serve(wanted, float("inf"))  # day
        at_once = [fresh]
        dues = []
        due = 0
        for firm in firms:  # evening: orders, from the shop up
            dues.append(due)
            order = firm.wants(today, due)
            firm.on_order += order
            firm.mail.append(order)
            due = firm.mail.popleft()
        for buyer, firm, owing in zip(firms, firms[1:], dues[1:]):  # shipping
            shipped, fresh, dropped = firm.serve(owing, firm.capacity)
            buyer.road.append(shipped)
            buyer.on_order -= dropped
            at_once.append(fresh)
        firms[-1].road.append(due)
        days.append([(f.stock, sum(f.owed), f.on_order, a) for f, a in zip(firms, at_once)])
    return days
