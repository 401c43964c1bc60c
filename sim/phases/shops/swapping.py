"""What a shop gave up makes way for what it chose, once it has sold out. A part of adoption."""

from sim.engine.machine.compiling import compiled_part
from sim.engine.schedule import turns
from sim.engine.tables.columns import wide
from sim.phases.platform.usual_terms import order_from_wholesaler
from sim.phases.shops.assortment import varies
from sim.phases.shops.neighbours import choose, taste_of
from sim.rules.goods_prices import cost_of_arrivals, usual_elasticity


@compiled_part
def swap_products(tables, history, settings, choice, today, lo, hi):
    """In shops of lo..hi-1 whose round ends tonight, new products take the place of old ones.

    choice  neighbours.Settings
    """
    shelves, keepers = tables.shelves, tables.keepers
    for shop in turns(today.day, settings.round_days, lo, hi):
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            if shelves.next_product[i] < 0 or shelves.stock[i] > 0 or shelves.on_order[i] > 0:
                continue
            file_away(tables, history, shop, i)
            change_label(tables, shop, i)
            expect(tables, shop, i)
            order_from_wholesaler(tables, settings, shop, i)
            post_first_price(tables, settings, i)
            product = shelves.product[i]
            shelves.taste[i] = taste_of(today.seed, shop, product, choice.taste_spread)
            shelves.elasticity[i] = usual_elasticity(wide(shelves.markup[i]))
            choose(tables, choice, 0.0, keepers.first_neighbour[shop], keepers.end_neighbour[shop])


@compiled_part
def file_away(tables, history, shop, i):
    """What was counted of a shelf goes to the history of its product; the shelf counts anew."""
    shelves, totals, keepers = tables.shelves, tables.totals, tables.keepers
    province, old = keepers.province[shop], shelves.product[i]
    speed = tables.products.speed[old]
    history.days[province, old] += totals.days[i]
    history.empty[province, old] += totals.empty[i]
    history.let_down[province, old] += totals.let_down[i]
    history.stock_days[province, old] += totals.stock_days[i]
    history.demanded[province, old] += totals.demanded[i]
    history.served[province, old] += totals.served[i]
    history.sold[province, old] += totals.sold[i]
    history.lost[province, old] += totals.lost[i] + shelves.waiting[i]
    keepers.past_demanded[shop, speed] += totals.demanded[i]
    keepers.past_served[shop, speed] += totals.served[i]
    totals.days[i] = 0
    totals.empty[i] = 0
    totals.let_down[i] = 0
    totals.short[i] = 0
    totals.stock_days[i] = 0
    totals.demanded[i] = 0
    totals.served[i] = 0
    totals.sold[i] = 0
    totals.lost[i] = 0
    shelves.waiting[i] = 0
    shelves.demanded[i] = 0
    shelves.unserved[i] = 0
    shelves.sold[i] = 0


@compiled_part
def change_label(tables, shop, i):
    """The shelf is the new product's, which customers will find when it has arrived."""
    shelves, keepers, batches = tables.shelves, tables.keepers, tables.batches
    new, row = shelves.next_product[i], shelves.batch[i]
    keepers.place[shop, shelves.product[i]] = -1
    keepers.place[shop, new] = i - keepers.first_shelf[shop]
    shelves.product[i] = new
    shelves.next_product[i] = -1
    shelves.listed[i] = 0
    if row >= 0:
        batches.shelf_life[row] = tables.products.shelf_life[new]
        batches.fresh_days[row] = tables.products.shelf_life[new]


@compiled_part
def expect(tables, shop, i):
    """The owner expects what he thought when he chose it, and that it varies as the last did."""
    shelves = tables.shelves
    expected, ratio = tables.routes.memory[shop, shelves.product[i]], varies(tables, i)
    shelves.forecast[i] = expected
    shelves.own_estimate[i] = expected
    shelves.variance[i] = expected * ratio
    tables.keepers.rethinks[shop] = 1


@compiled_part
def post_first_price(tables, settings, i):
    """What it costs there, today and at the opening, and the usual markup on it."""
    shelves, terms = tables.shelves, tables.terms
    supplier, lost = terms.supplier[i], wide(terms.transit_loss[i])
    at_opening = wide(shelves.opening_cost[supplier]) * (1.0 + shelves.markup[supplier])
    shelves.opening_cost[i] = cost_of_arrivals(at_opening, lost, settings.loss_in_cost)
    landed = shelves.price[supplier] + terms.freight[i]
    shelves.unit_cost[i] = cost_of_arrivals(landed, lost, 1.0)
    landed = cost_of_arrivals(landed, lost, settings.loss_in_cost)
    shelves.markup[i] = tables.products.shop_markup[shelves.product[i]]
    shelves.price[i] = landed * (1.0 + shelves.markup[i])
