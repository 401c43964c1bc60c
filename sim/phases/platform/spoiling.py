"""What of a shop's lots gets too old, from its wholesaler or a producer. A part of adoption."""

from sim.engine.machine.compiling import compiled_part
from sim.phases.platform.usual_terms import days_from_wholesaler, lot_of_shop
from sim.rules.assortment import spoils_a_day
from sim.rules.sourcing import FOR_EVER
from sim.rules.stock_by_age import by_age, days_of_next
from sim.rules.stock_policies import lot_to_share


@compiled_part
def spoils_of_lots(grain, lot, sells, variance, days):
    """Grains that get too old for each that is sold, of lots that come when the last is gone.

    lot              grains; grain: of them a unit
    sells, variance  of demand, grains a day
    days             on which a lot can be sold
    """
    if sells <= 0.0:
        return FOR_EVER
    units = max(lot // grain, 1)
    return spoils_a_day(sells / grain, variance / (grain * grain), days, units) * grain / sells


@compiled_part
def spoils_of_usual_lots(tables, settings, day, shop, seller, sells, variance):
    """The same of what a shop would take of a wholesaler's shelf, as old as it leaves there.

    It leaves tomorrow evening at the earliest. Of an empty shelf: as old as what came last. No lot
    is larger than sells while it keeps.
    """
    batches, products = tables.batches, tables.products
    product, row = tables.shelves.product[seller], tables.shelves.batch[seller]
    fast = tables.keepers.fast_replenishment[shop] == 1
    days = products.shelf_life[product]
    if row >= 0:
        days = days_of_next(by_age(batches, row), day + 1, batches.youngest_first[row])
        if days == 0:
            days = batches.fresh_days[row]
    lead, _ = days_from_wholesaler(settings, products.fetched[product] == 1, fast)
    days = max(days - lead, 1)
    lot = lot_of_shop(settings, products.case[product], fast, False)
    if settings.lot_units == 0:
        lot = lot_to_share(lot, sells, 0, 0, days)
    return spoils_of_lots(settings.grain, lot, sells, variance, days)
