"""Which products a shop carries. A part of adoption.

Without analytics a shop relies on its memory of what sold when it carried it, and before that on
what its owner believed. With analytics it sees what sells in its province: the rising products.
"""

from sim.engine.columns import wide
from sim.engine.compiling import compiled_part
from sim.rules.assortment import worth_switching
from sim.rules.goods_prices import cost_of_arrivals


@compiled_part
def turns(day, days, lo, hi):
    """The shops of lo..hi-1 whose turn it is, which comes every `days` days; none if 0."""
    if days == 0:
        return range(lo, lo, 1)
    return range(lo + (day - lo) % days, hi, days)


@compiled_part
def review_assortments(shelves, keepers, pool, products, routes, settings, day, lo, hi):
    """The shops of lo..hi-1 whose turn it is may give up their slowest product for a better one.

    Goods that age in the shop are swapped for such goods only: the chilled corner stays as it is;
    so does that of produce.
    """
    kinds = routes.memory.shape[1]
    for shop in turns(day, settings.assortment_days, lo, hi):
        first, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        province = keepers.province[shop]
        memory = routes.memory[shop]
        worst = -1
        busy = False
        for i in range(first, end):
            busy = busy or shelves.next_product[i] >= 0
            if shelves.listed[i] == 0:
                continue
            memory[shelves.product[i]] = shelves.forecast[i]
            if products.produce[shelves.product[i]]:
                continue
            if worst < 0 or shelves.forecast[i] < shelves.forecast[worst]:
                worst = i
        if busy or worst < 0:
            continue
        best = -1
        most = 0.0
        for product in range(kinds):
            if products.produce[product] or products.ages[product] != (shelves.batch[worst] >= 0):
                continue
            would_sell = memory[product]
            if keepers.analytics[shop]:
                would_sell = wide(keepers.size[shop]) * pool.posted[province, product]
            if would_sell > most and keepers.place[shop, product] < 0:
                best, most = product, would_sell
        if best >= 0 and worth_switching(shelves.forecast[worst], most, settings.switch_gain):
            shelves.next_product[worst] = best
            memory[best] = most


@compiled_part
def swap_products(
    shelves, totals, history, keepers, batches, products, terms, routes, settings, day, lo, hi
):
    """In shops of lo..hi-1, what was given up and has sold out makes way for the new product."""
    for shop in turns(day, settings.round_days, lo, hi):
        province = keepers.province[shop]
        for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
            new = shelves.next_product[i]
            if new < 0 or shelves.stock[i] > 0 or shelves.on_order[i] > 0:
                continue
            old = shelves.product[i]
            history.days[province, old] += totals.days[i]
            history.empty[province, old] += totals.empty[i]
            history.demanded[province, old] += totals.demanded[i]
            history.served[province, old] += totals.served[i]
            history.sold[province, old] += totals.sold[i]
            history.lost[province, old] += totals.lost[i] + shelves.waiting[i]
            totals.days[i] = 0
            totals.empty[i] = 0
            totals.short[i] = 0
            totals.demanded[i] = 0
            totals.served[i] = 0
            totals.sold[i] = 0
            totals.lost[i] = 0
            shelves.waiting[i] = 0
            shelves.demanded[i] = 0
            shelves.unserved[i] = 0
            shelves.sold[i] = 0
            shelves.product[i] = new
            keepers.place[shop, old] = -1
            keepers.place[shop, new] = i - keepers.first_shelf[shop]
            shelves.next_product[i] = -1
            shelves.listed[i] = 0
            row = shelves.batch[i]
            if row >= 0:
                batches.shelf_life[row] = products.shelf_life[new]
                batches.fresh_days[row] = products.shelf_life[new]
            expected = routes.memory[shop, new]
            shelves.forecast[i] = expected
            shelves.variance[i] = expected * settings.variance_to_mean
            shelves.log_mean[i] = wide(keepers.traffic[shop]) + products.appeal[province, new]
            supplier = keepers.first_shelf[keepers.upstream[shop]] + routes.wholesale_rank[new]
            landed = shelves.price[supplier]
            terms.supplier[i] = supplier
            terms.origin[i] = keepers.province[keepers.upstream[shop]]
            terms.direct[i] = 0
            terms.freight[i] = 0.0
            lead, lot_cases = settings.lead, settings.lot_cases
            if keepers.fast_replenishment[shop]:
                lead = min(lead, settings.fast_lead)
                lot_cases = settings.fast_lot_cases
            terms.lead[i] = lead
            terms.moq[i] = settings.moq
            terms.lot[i] = max(int(lot_cases * products.case[new] + 0.5), 1)
            terms.transit_loss[i] = products.daily_loss[new] * terms.lead[i]
            lost = wide(terms.transit_loss[i])
            landed = cost_of_arrivals(landed, lost, settings.loss_in_cost)
            shelves.opening_cost[i] = landed
            shelves.unit_cost[i] = landed
            shelves.markup[i] = products.shop_markup[new]
            shelves.price[i] = landed * (1.0 + shelves.markup[i])
