"""Evening: shops order, then the tiers one by one, then producers, each seeing tonight's orders.

A tier adds tonight's orders to its estimate before it orders, and counts them as owed; where what
is lacking is lost, only those that it can serve.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.phase import Over, Phase, Tiers, part
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.units import in_money
from sim.phases.policy.barring import BAR_ORDERS
from sim.phases.shops import level_review
from sim.phases.supply import order_writing
from sim.phases.supply.asking_brokers import brokers_tonight, divide_orders, look_for_brokers
from sim.phases.supply.learning import learn_of_firms, pass_demand_up
from sim.phases.supply.mail import add_up_dues, open_mail, send_orders
from sim.phases.supply.turning import look_for_makers
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What orders from producers cost on top, and the scripted start."""

    platform_fee: Annotated[float, From("direct.platform_fee")]  # share of the producer's price
    # to each side of the usual one, in the list of a province's brokers
    brokers_asked: Annotated[int, From("sourcing.brokers_asked")]
    # the same, in the list of a category's makers
    makers_asked: Annotated[int, From("sourcing.makers_asked")]
    # first days, warm-up included, of every keeper's standing order
    standing_days: Annotated[int, From("stock.standing_order_days")]
    # chance that an owner looks at a shelf of which nothing sells
    attention: Annotated[float, From("stock.attention")]
    # share of the shelves that an owner would forget of which the platform tells
    reminders: Annotated[float, From("analytics.reminders")]
    # units sold in a round that bring 63 % of the others to mind
    reminding: Annotated[float, From("stock.reminding_sales")]
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    levels: level_review.Settings
    # money, of direct orders that travel together
    minimum_order: Annotated[float, From("direct.minimum_order", in_money)]
    warehouse: Annotated[int, From("direct.warehouse")]  # 1 where all direct orders of a shop do
    # days between two comparisons of a shop's suppliers
    supplier_days: Annotated[int, From("direct.review_days")]


@part(Over.SHOPS, order_writing.READS, order_writing.WRITES)
def write_orders(tables, own, rules, today, piece):
    """Shops write tonight's orders."""
    tables.shelves.ordered[piece.lo : piece.hi] = 0
    order_writing.orders_of_keepers(tables, rules.ordering, today, piece.lo_keeper, piece.hi_keeper)


@part(
    Over.WHOLE,
    reads="shelves: demanded; terms: supplier; book: lines supplier due_day open; keepers:"
    " first_shelf; levels: first_keeper",
    writes="shelves: ordered due; estimates: consumers",
)
def open_the_mail(tables, own, rules, today, piece):
    """Suppliers find what was in the mail; where each shop's orders begin in the book is noted."""
    shelves, book = tables.shelves, tables.book
    firms = tables.keepers.first_shelf[tables.levels.first_keeper[1]]
    shelves.ordered[firms:] = 0
    if len(tables.estimates.consumers) > 0:
        pass_demand_up(shelves, tables.terms, tables.estimates, firms)
    open_mail(shelves, book, today)


@part(
    Over.LEVEL,
    reads="book: lines; accounts: orders",
)
def number_lines(tables, own, rules, today, piece):
    """Each share of the shops finds the line of the book where its orders begin."""
    line = tables.book.lines[0]
    for keeper in range(piece.lo_keeper):
        line += tables.accounts.orders[keeper]
    own.room.mail.lines[piece.number] = line


@part(
    Over.LEVEL,
    reads="shelves: ordered; terms: supplier; keepers: level first_shelf; levels: order_delay"
    " first_keeper",
    writes="book: shelf supplier due_day open; accounts: orders",
)
def send_shops_orders(tables, own, rules, today, piece):
    """Shops send their orders."""
    mail, keepers = own.room.mail, tables.keepers
    mail.lines[piece.number] = send_orders(
        tables,
        mail.sent[piece.number],
        keepers.first_shelf[tables.levels.first_keeper[1]],
        today,
        piece.lo_keeper,
        piece.hi_keeper,
        mail.lines[piece.number],
    )


@part(
    Over.WHOLE,
    reads="keepers: first_shelf; levels: first_keeper",
    writes="shelves: due; book: lines",
)
def take_in_orders(tables, own, rules, today, piece):
    """What shops have sent is due at their suppliers."""
    mail, firms = own.room.mail, tables.keepers.first_shelf[tables.levels.first_keeper[1]]
    add_up_dues(mail.sent, tables.shelves.due[firms:])
    tables.book.lines[0] = mail.lines[len(mail.lines) - 1]


@part(
    Over.WHOLE,
    reads="shelves: due sold; estimates: consumers; keepers: first_shelf; levels: forecast"
    " demand_signal smoothing window pooled first_keeper",
    writes="shelves: forecast variance; estimates: mean variance seen",
)
def learn_of_orders(tables, own, rules, today, piece):
    """A tier adds tonight's orders to its estimate."""
    first_keeper, first_shelf = tables.levels.first_keeper, tables.keepers.first_shelf
    learn_of_firms(
        tables.shelves,
        tables.estimates,
        tables.levels,
        today,
        piece.level,
        first_shelf[first_keeper[piece.level]],
        first_shelf[first_keeper[piece.level + 1]],
    )


@part(Over.LEVEL, order_writing.READS, order_writing.WRITES)
def order_further_up(tables, own, rules, today, piece):
    """It orders in turn."""
    order_writing.orders_of_keepers(tables, rules.ordering, today, piece.lo_keeper, piece.hi_keeper)


@part(
    Over.WHOLE,
    reads="shelves: keeper product stock ordered; terms: supplier; keepers: level province"
    " first_shelf open; levels: order_delay first_keeper; products: produce",
    writes="shelves: due; book: lines shelf supplier due_day open; accounts: orders",
)
def send_further_up(tables, own, rules, today, piece):
    """Its orders are due at the next one; those for brokers are divided among them."""
    book, first_keeper = tables.book, tables.levels.first_keeper
    begin = book.lines[0]
    book.lines[0] = send_orders(
        tables,
        tables.shelves.due,
        0,
        today,
        first_keeper[piece.level],
        first_keeper[piece.level + 1],
        begin,
    )
    if piece.level == 1 and len(own.room.mail.claimed) > 0:
        divide_orders(tables, brokers_tonight(tables, own, rules), today, begin)


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario, levels=level_review.settings_of(scenario))


class Room(NamedTuple):
    """What ordering works with."""

    claimed: NDArray[np.int64]  # (shelves of brokers,): by who asks them
    promised: NDArray[np.int64]  # (shelves of makers,): the same
    sent: NDArray[np.int64]  # (shares, suppliers): what each share of the shops sends on
    lines: NDArray[np.int64]  # (shares,): of the book, where each goes on


def room_of(state: State, workers: int) -> Room:
    """Room for any evening."""
    makers, brokers = state.shelves_at(state.roles.makers), state.shelves_at(state.roles.brokers)
    suppliers = len(state.shelves.stock) - state.shop_shelves
    return Room(
        np.zeros(brokers.stop - brokers.start, np.int64),
        np.zeros(makers.stop - makers.start, np.int64),
        np.zeros((workers, suppliers), np.int64),
        np.zeros(workers, np.int64),
    )


PHASE = Phase(
    "ordering",
    __doc__ or "",
    steps=(
        BAR_ORDERS,
        level_review.review_levels,
        write_orders,
        number_lines,
        (open_the_mail, look_for_brokers, send_shops_orders),
        (take_in_orders, look_for_makers),
        Tiers((learn_of_orders, order_further_up, send_further_up), upwards=True),
    ),
)
