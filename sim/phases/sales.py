"""Day: stock serves demand, oldest first; the unserved go elsewhere, choose anew, wait or give up."""

from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Part, Phase, columns
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules import unserved
from sim.scenario import Scenario
from sim.scenario.groups.stock import Unfilled

STREAM = int(Stream.UNSERVED)
BACKORDER = int(Unfilled.BACKORDER)
CONSUMERS = int(Sector.CONSUMERS)
SHOPS = int(Sector.SHOPS)
RETAIL_SALES = int(Flow.RETAIL_SALES)
SOLD_TO_CONSUMERS = int(GoodsFlow.SOLD_TO_CONSUMERS)


class Settings(NamedTuple):
    """What unserved customers do, in shares."""

    other_shop: float
    other_product: float
    wait: float
    unfilled: int  # Unfilled of level 0
    grain: int  # grains of goods a unit; a customer wants one unit


@compiled_part
def first_choices(shelves, totals, settings, today, lo, hi):
    """Serve those who come back, then today's customers, each at the shelf of first choice."""
    backorder = settings.unfilled == BACKORDER
    for i in range(lo, hi):
        stock = shelves.stock[i]
        back = shelves.backlog[i] if backorder else shelves.waiting[i]
        served_back = min(back, stock)
        stock -= served_back
        demanded = shelves.demanded[i]
        served = min(demanded, stock)
        shelves.stock[i] = stock - served
        shelves.sold[i] = served_back + served
        unmet = demanded - served
        shelves.unserved[i] = unmet
        lost = 0
        if backorder:
            shelves.backlog[i] = back - served_back + unmet
        else:
            shelves.waiting[i] = 0
            lost = back - served_back
        if today.counting:
            totals.days[i] += shelves.listed[i]
            totals.demanded[i] += demanded
            totals.served[i] += served
            totals.lost[i] += lost
            totals.short[i] += 1 if unmet > 0 else 0


@compiled_part
def sell_elsewhere(shelves, keepers, shop, product, u):
    """Sell one grain-unit of a product in another shop nearby: its shelf, or -1 if none has it."""
    lo = keepers.first_neighbour[shop]
    count = keepers.end_neighbour[shop] - lo
    start = unserved.start_of_search(u, count)
    for step in range(count):
        other = lo + (start + step) % count
        if other == shop or keepers.open[other] == 0:
            continue
        for i in range(keepers.first_shelf[other], keepers.first_shelf[other + 1]):
            if shelves.product[i] == product and shelves.stock[i] > 0:
                return i
    return -1


@compiled_part
def find_substitute(shelves, keepers, products, shop, product, u):
    """Another product of the same category with stock in this shop: its shelf, or -1."""
    lo = keepers.first_shelf[shop]
    count = keepers.first_shelf[shop + 1] - lo
    start = unserved.start_of_search(u, count)
    for step in range(count):
        i = lo + (start + step) % count
        other = shelves.product[i]
        if other != product and products.category[other] == products.category[product]:
            if shelves.stock[i] > 0 and shelves.listed[i] == 1:
                return i
    return -1


@compiled_part
def second_choices(shelves, totals, keepers, products, settings, today, lo, hi):
    """Let every unserved customer of the shelves lo..hi-1 do something else."""
    first, second = day_key(today.seed, STREAM, today.day)
    grain = settings.grain
    for i in range(lo, hi):
        unmet = shelves.unserved[i]
        if unmet == 0:
            continue
        shop = shelves.keeper[i]
        product = shelves.product[i]
        customers = -(-unmet // grain)
        for customer in range(customers):
            wanted = min(grain, unmet - customer * grain)
            draw = bits(first, second, i * 64 + customer % 64)
            answer = unserved.response(
                fraction(draw), settings.other_shop, settings.other_product, settings.wait
            )
            place = fraction(bits(second, first, draw))
            found = -1
            if answer == unserved.OTHER_SHOP:
                found = sell_elsewhere(shelves, keepers, shop, product, place)
            elif answer == unserved.OTHER_PRODUCT:
                found = find_substitute(shelves, keepers, products, shop, product, place)
            elif answer == unserved.WAITS:
                shelves.waiting[i] += wanted
                continue
            taken = 0
            if found >= 0:
                taken = min(wanted, shelves.stock[found])
                shelves.stock[found] -= taken
                shelves.sold[found] += taken
            totals.lost[i] += today.counting * (wanted - taken)


@compiled_part
def take_money(shelves, totals, keepers, accounts, ledger, today, lo_shop, hi_shop):
    """Customers pay what was sold on the shelves of the shops lo_shop..hi_shop-1."""
    paid = 0
    for shop in range(lo_shop, hi_shop):
        revenue = 0
        cost = 0
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            sold = shelves.sold[i]
            if sold == 0:
                continue
            price = whole(sold * shelves.price[i])
            landed = whole(sold * shelves.unit_cost[i])
            revenue += price
            cost += landed
            ledger.chain[SHOPS, shelves.product[i]] += today.counting * (price - landed)
            ledger.goods[SOLD_TO_CONSUMERS, shelves.product[i]] += sold
            totals.sold[i] += today.counting * sold
        accounts.revenue[shop] = revenue
        accounts.cash[shop] += revenue
        accounts.sales[shop] += today.counting * revenue
        accounts.goods_sold[shop] += today.counting * cost
        paid += revenue
    ledger.money[RETAIL_SALES, CONSUMERS, SHOPS] += paid


@compiled
def chunk(
    shelves, totals, keepers, accounts, products, ledger, settings, today, lo, hi, lo_shop, hi_shop
):
    """Sell on the shelves lo..hi-1, those of the shops lo_shop..hi_shop-1 (whole neighbourhoods)."""
    first_choices(shelves, totals, settings, today, lo, hi)
    if settings.unfilled != BACKORDER:
        second_choices(shelves, totals, keepers, products, settings, today, lo, hi)
    take_money(shelves, totals, keepers, accounts, ledger, today, lo_shop, hi_shop)


@compiled
def consumers_pay(keepers, accounts, cells, shops):
    """The people of each cell pay what its shops took today."""
    for shop in range(shops):
        cells.cash[keepers.cell[shop]] -= accounts.revenue[shop]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    demand = scenario.demand
    return Settings(
        demand.other_shop,
        demand.other_product,
        demand.wait,
        int(scenario.stock.unfilled[0]),
        scenario.grain.goods,
    )


def shops(state: State, rules: Any, today: Today, part: Part) -> None:
    """Sales of the shops of one chunk."""
    lo, hi, lo_shop, hi_shop = (int(x) for x in part[:4])
    chunk(
        state.shelves,
        state.totals,
        state.keepers,
        state.accounts,
        state.products,
        state.ledger,
        rules.sales,
        today,
        lo,
        hi,
        lo_shop,
        hi_shop,
    )


def others(state: State, rules: Any, today: Today) -> None:
    """The people of each cell pay."""
    consumers_pay(state.keepers, state.accounts, state.cells, state.shops)


PHASE = Phase(
    "sales",
    __doc__ or "",
    Locality.NEIGHBOURHOOD,
    reads=columns(
        "shelves: demanded price unit_cost product listed keeper; keepers: cell first_shelf open"
        " first_neighbour end_neighbour; products: category; levels: unfilled"
    ),
    writes=columns(
        "shelves: stock waiting backlog unserved sold; totals: demanded served sold lost short days;"
        "accounts: cash revenue sales goods_sold; cells: cash; ledger: money goods chain"
    ),
    shops=shops,
    others=others,
)
