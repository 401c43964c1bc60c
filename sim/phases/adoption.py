"""Evening: shops join, levers begin, suppliers are reviewed; firms close, and others come.

Shops take turns, so that each reviews its suppliers and its assortment every so many days.
"""

from typing import Annotated, Any, NamedTuple

from sim.engine.machine.handles import placed, seen
from sim.engine.phase import Over, Phase, part
from sim.engine.schedule import Today, turns
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.units import a_day, in_grains, in_money, in_money_a_grain
from sim.phases.entry.exits import CLOSE, clear_shelves, find_insolvent
from sim.phases.entry.trades import TRADES
from sim.phases.online.entry import MERCHANTS_COME_AND_GO
from sim.phases.online.logistics import LOGISTICS
from sim.phases.online.pick_up import PICK_UP_POINTS
from sim.phases.online.stall_joining import STALLS, farmers_consider, farmers_go_online
from sim.phases.platform.joining import JOIN
from sim.phases.platform.suppliers import look_again, review_suppliers
from sim.phases.policy.levers import LEVERS, begin_levers
from sim.phases.policy.relief import RELIEF_OFFICE
from sim.phases.policy.shocks import SHOCKS, meet_shocks
from sim.phases.shops.assortment import review_assortments
from sim.phases.shops.customers import follow_online_trade
from sim.phases.shops.swapping import swap_products
from sim.phases.supply.capacity import LINES
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind


class Settings(NamedTuple):
    """How shops choose products and suppliers."""

    # days between two reviews of suppliers
    supplier_days: Annotated[int, From("direct.review_days")]
    assortment_days: int  # days between two reviews of the assortment; 0: never
    round_days: int  # days of a shop's round, after which it swaps products; 0: never
    # share by which another product must sell more
    switch_gain: Annotated[float, From("assortment.switch_gain")]
    # 1 where members see what sells in their province
    rising_products: Annotated[int, From("analytics.assortment")]
    platform_fee: Annotated[float, From("direct.platform_fee")]  # share of the producer's price
    # part of what is lost on the way that counts in the cost of the rest
    loss_in_cost: Annotated[float, From("price.loss_in_cost")]
    # money, of direct orders that travel together
    minimum_order: Annotated[float, From("direct.minimum_order", in_money)]
    warehouse: Annotated[int, From("direct.warehouse")]  # 1 where all direct orders of a shop do
    # freight of part loads against full ones
    small_load: Annotated[float, From("freight.small_load_factor")]
    # fill rate below which a shop does not order from a producer
    minimum_service: Annotated[float, From("direct.minimum_service")]
    way_share: Annotated[float, From("sourcing.way_share")]  # of a good's life, to a shop
    credit_days: Annotated[int, From("credit.days", level=0)]  # that the wholesaler gives a shop
    daily_interest: Annotated[float, From("credit.capital_cost", a_day)]  # share a day
    lot_cases: Annotated[float, From("stock.lot_cases", level=0)]  # order multiple of a shop, cases
    # the same in grains, in its place when above 0
    lot_units: Annotated[int, From("stock.lot_size", in_grains, level=0)]
    # smallest order of a shop from its wholesaler, grains
    moq: Annotated[int, From("stock.moq", in_grains, level=0)]
    # days from the wholesaler to a shop
    lead: Annotated[int, From("stock.lead_time_days", level=0)]
    # most days that chance adds
    lead_spread: Annotated[int, From("stock.lead_time_spread_days", level=0)]
    produce_lead: Annotated[int, From("stock.produce_lead_days")]  # days of produce to a shop
    # days of a shop's round for goods
    review: Annotated[int, From("stock.review_period_days", level=0)]
    produce_review: Annotated[int, From("stock.produce_review_days")]  # the same for produce
    fast_lead: Annotated[int, From("fast.lead_time_days")]  # the four where replenishment is fast
    fast_review: Annotated[int, From("fast.review_period_days")]
    fast_lot_cases: Annotated[float, From("fast.lot_cases")]
    # of a manufacturer, above its expected orders
    spare_capacity: Annotated[float, From("stock.spare_capacity")]
    # share of a supplier's bad name that a month heals
    service_smoothing: Annotated[float, From("direct.service_smoothing")]
    # share of the gap that a month closes
    capacity_adjustment: Annotated[float, From("stock.capacity_adjustment")]
    # the same of the gap between fixed costs and what capacity costs
    cost_adjustment: Annotated[float, From("cost.manufacturer_adjustment")]
    maker_cash_days: float  # days' sales that owners leave in a manufacturer
    # days in arrears before a firm gives up
    arrears_days: Annotated[int, From("credit.arrears_days")]
    # what a closed firm's goods and claims fetch against their cost
    liquidation_share: Annotated[float, From("cost.liquidation_share")]
    # chance a month that recruiting makes a shop join
    shop_innovation: Annotated[float, From("platform.innovation")]
    # the same when all others of its province have joined
    shop_imitation: Annotated[float, From("platform.imitation")]
    # how much higher for a gain as large as its sales
    shop_gain_response: Annotated[float, From("platform.gain_response")]
    # money a grain of what is spoiled
    salvage: Annotated[float, From("stock.salvage_value", in_money_a_grain)]
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    lanes: int  # 1: who is served from another province pays for the lane; a case says who pays


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    country = scenario.population.kind == PopulationKind.PROVINCES
    return filled(
        Settings,
        scenario,
        assortment_days=scenario.assortment.review_days if country else 0,
        round_days=scenario.stock.review_period_days[0] if country else 0,
        maker_cash_days=scenario.credit.cash_days[scenario.roles.makers],
        lanes=int(country),
    )


def products_change(state: State, rules: Any) -> bool:
    """Whether shops change what they carry."""
    return bool(rules.adoption.round_days)


def shops_can_choose(state: State, rules: Any) -> bool:
    """Whether they have a choice of products or suppliers, or a lever that changes their terms."""
    return products_change(state, rules) or bool(state.levers)


@part(
    Over.SHOPS,
    reads="shelves: batch stock on_order; keepers: province cell first_shelf"
    " first_neighbour end_neighbour upstream open fast_replenishment traffic; products: category"
    " online weight shelf_life case retail_price speed elasticity shop_elasticity wanted fetched"
    " daily_loss shop_markup appeal; routes: days cost memory wholesale_rank; cells: kept purse",
    writes="shelves: product next_product listed waiting demanded unserved sold log_mean taste"
    " forecast own_estimate variance price markup elasticity opening_cost unit_cost; terms:"
    " supplier origin direct lead lead_spread lot moq review freight drop drop_share transit_loss;"
    " totals: days empty let_down short demanded served sold lost stock_days; batches: shelf_life"
    " fresh_days; keepers: place rethinks past_demanded past_served; history: days empty let_down"
    " stock_days demanded served sold lost",
    adds=("books",),
    needed=products_change,
)
def swap(tables, own, rules, today, piece):
    """Shops whose round ends tonight change products."""
    swap_products(
        tables,
        own.history,
        rules.adoption,
        rules.neighbours,
        today,
        piece.lo_keeper,
        piece.hi_keeper,
    )


@part(
    Over.SHOPS,
    reads="shelves: keeper product batch stock listed let_down forecast variance price service"
    " elasticity; batches: youngest_first first left fresh_days; keepers: province first_shelf"
    " place upstream analytics direct_ordering fast_replenishment size; pool: posted; products:"
    " category produce weight shelf_life case retail_price elasticity shop_elasticity ages"
    " fetched daily_loss shop_markup; routes: days cost drop maker plant rank wholesale_rank;"
    " markets: platform_shelf",
    writes="shelves: next_product; terms: supplier origin direct lead lead_spread lot moq review"
    " freight drop drop_share transit_loss; keepers: reviews; routes: memory",
    needed=shops_can_choose,
)
def review(tables, own, rules, today, piece):
    """Shops whose turn it is review what they carry, and from whom they order it."""
    keepers = tables.keepers
    settings, reviews, lo, hi = rules.adoption, keepers.reviews, piece.lo_keeper, piece.hi_keeper
    review_assortments(tables, own.pool, settings, today.day, lo, hi)
    for shop in turns(today.day, settings.supplier_days, lo, hi):
        reviews[shop] = 1
    look_again(tables, lo, hi)
    platform_shelf = own.room.platform_shelf
    review_suppliers(tables, platform_shelf, settings, today.day, lo, hi)
    reviews[lo:hi] = 0


def open_levers(state: State, rules: Any, eve: Today) -> None:
    """On the eve of the first day, note how things stand, and switch on what begins with it."""
    follow_online_trade(state, rules, 0)
    begin_levers(state, rules, eve)
    meet_shocks(state, rules, eve)
    if farmers_consider(state, rules, eve):
        farmers_go_online(state, rules, eve)
    if shops_can_choose(state, rules):
        tables, settings = seen(state.tables, review.tables), placed(rules.adoption)
        review_suppliers(tables, state.platform_shelf, settings, eve.day, 0, state.shops)
        state.keepers.reviews[:] = 0


PHASE = Phase(
    "adoption",
    __doc__ or "",
    steps=(
        JOIN,
        LEVERS,
        SHOCKS,
        swap,
        review,
        find_insolvent,
        clear_shelves,
        LINES,
        CLOSE,
        TRADES,
        PICK_UP_POINTS,
        LOGISTICS,
        MERCHANTS_COME_AND_GO,
        STALLS,
        RELIEF_OFFICE,
    ),
)
