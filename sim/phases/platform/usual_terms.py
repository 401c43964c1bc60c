"""On what terms a shop orders: how often, how much at a time, how soon it comes.

Each takes the settings of adoption; fast: whether the shop is replenished fast; by night: what it
fetches from the wholesale market itself.
"""

from sim.engine.machine.compiling import compiled_part


@compiled_part
def rounds_of_shop(settings, fast):
    """Days between two orders of a shop, of goods and of what it fetches by night."""
    review, produce_review = settings.review, settings.produce_review
    if fast:
        review = min(review, settings.fast_review)
        produce_review = min(produce_review, settings.fast_review)
    return review, produce_review


@compiled_part
def days_from_wholesaler(settings, by_night, fast):
    """Days from a shop's own wholesaler, and the most that chance adds."""
    lead, spread = settings.lead, settings.lead_spread
    if by_night:
        lead, spread = settings.produce_lead, 0
    if fast:
        lead, spread = min(lead, settings.fast_lead), 0
    return lead, spread


@compiled_part
def lot_of_shop(settings, case, fast, whole_case):
    """Order multiple of a shop in grains; of a maker's goods it takes a case at least."""
    lot_cases = settings.lot_cases
    if fast:
        lot_cases = min(lot_cases, settings.fast_lot_cases)
    if whole_case:
        lot_cases = max(lot_cases, 1.0)
    if settings.lot_units > 0 and not fast:
        return max(settings.lot_units, 1)
    return max(int(lot_cases * case + 0.5), 1)
