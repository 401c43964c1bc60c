"""Evening: some parcels are lost, and their buyers get their money back; others wait for a carrier.

A part of shipping. The merchant pays back the goods, as far as its money goes, and the platform the
rest; the carrier pays back its price. Which parcels are lost is told at once.
"""

from sim.engine.machine.compiling import compiled_part
from sim.engine.randomness import bits, fraction
from sim.engine.tables.ledger import whole_by_chance
from sim.engine.tables.online import BUYERS_A_PROVINCE, FOOD
from sim.rules.carriers import late_of_today, waiting_next
from sim.rules.rationing import proportional_share, random_start


@compiled_part
def lose(parcels, trade, luck, k, s):
    """Draw how many parcels of an offer each buyer never gets, lane by lane; their number.

    luck  two words of today
    """
    orders, cancelled, lost = trade.orders[k, s], trade.cancelled[k, s], trade.lost[k, s]
    share_of = parcels.loss[1 if k == FOOD else 0, s]
    provinces, total = len(share_of), 0
    lost[:] = 0
    for home in range(provinces):
        lo = BUYERS_A_PROVINCE * home
        sent = 0
        for buyer in range(lo, lo + BUYERS_A_PROVINCE):
            sent += orders[buyer] - cancelled[buyer]
        if sent == 0:
            continue
        draw = bits(luck[0], luck[1], (k * provinces + s) * provinces + home)
        gone, before = min(whole_by_chance(sent * share_of[home], fraction(draw)), sent), 0
        if gone == 0:
            continue
        start = random_start(fraction(bits(luck[1], luck[0], draw)), sent)
        for buyer in range(lo, lo + BUYERS_A_PROVINCE):
            its = orders[buyer] - cancelled[buyer]
            lost[buyer] = proportional_share(its, before, gone, sent, start)
            before += its
        parcels.lost[s, home] += gone
        total += gone
    return total


@compiled_part
def bear(merchants, offers, lost, offset, k, s, lo):
    """Merchants of an offer pay for its lost parcels, evenly spread over them; what they can pay.

    offset  0 .. merchants - 1: with whom the round begins
    """
    price, trading, paid = offers.price[k, s], offers.open[k, s], 0
    for nth in range(lost):
        row = lo + (nth * trading + offset) // lost % trading
        part = min(price, merchants.cash[row])
        merchants.cash[row] -= part
        paid += part
    return paid


@compiled_part
def make_good(online, sums, luck, lost, k, s):
    """What buyers of an offer get back for parcels that are lost: price and postage.

    sums  of the evening, added to
    luck  two words of today; lost: parcels in all
    """
    merchants, offers, parcels = online.merchants, online.offers, online.parcels
    trade, made_good, covered = online.trade, sums.made_good[k], sums.covered
    carriage, lo = sums.carriage[k], online.offers.first[k * len(online.parcels.waiting) + s]
    price, sellers = offers.price[k, s], len(parcels.waiting)
    offers_of_goods = len(trade.orders) * sellers
    draw = bits(luck[0], luck[1], offers_of_goods * sellers + k * sellers + s)
    borne = bear(merchants, offers, lost, draw % offers.open[k, s], k, s, lo)
    offers.net[k, s] -= lost * price
    offers.sold[k, s] -= lost * price
    offers.gross[k, s] -= borne
    rest = lost * price - borne  # goes to the first in the list
    for buyer in range(len(made_good)):
        its = trade.lost[k, s, buyer]
        if its > 0:
            postage = its * parcels.price[s, buyer // BUYERS_A_PROVINCE]
            by_platform = min(its * price, rest)
            rest -= by_platform
            made_good[buyer] += its * price
            covered[buyer] += by_platform
            carriage[buyer] += postage
            offers.postage[k, s] -= postage


@compiled_part
def collect(parcels, sent, s):
    """Carriers of a province collect what they have room for; the rest waits.

    sent  parcels handed over tonight
    """
    waited, capacity = parcels.waiting[s], parcels.capacity[s]
    left = waiting_next(waited, sent, capacity)
    parcels.late[s] += late_of_today(waited, sent, capacity)
    parcels.waiting[s] = left
    parcels.collected[s] += waited + sent - left
    parcels.nights[s] += left
    parcels.month_sent[s] += sent
    parcels.month_nights[s] += left
