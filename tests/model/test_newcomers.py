"""People who come online begin to sell in a small country, and its books agree all the while."""

import numpy as np
import pytest

from sim.engine.tables.ledger import Flow, Sector
from sim.engine.tables.online import SERVICES
from tests.worlds import eventful

DAYS = ("calendar.start=2016-02-25", "calendar.end=2016-05-05", "calendar.warmup_days=3")
NOBODY_ELSE = ("online.entry_speed=0", "levers.analytics=off", "levers.direct_ordering=off")
EAGER = ("online.might_sell=0.5", "online.innovation=0.3")


def played(*sets):
    """A model before and after: merchants who trade, part of their listings, what keeps them."""
    model = eventful(*DAYS, *NOBODY_ELSE, *sets)
    offers = model.state.online.offers
    before = np.array(offers.open)
    model.run()
    return model, np.array(offers.open) - before


def test_they_open_where_people_come_online_and_bring_their_capital():
    model, more = played(*EAGER)
    assert more[:SERVICES].sum(axis=0).min() > 0
    assert (more[:SERVICES] >= 0).all() and (more[SERVICES] == 0).all()
    offers = model.state.online.offers
    assert np.asarray(offers.listed)[:SERVICES].max() < 1.0
    assert np.asarray(offers.asks)[:SERVICES].max() < 1.0
    assert model.state.ledger.money[Flow.OWNERS_CAPITAL, Sector.LABOUR, Sector.MERCHANTS] > 0


@pytest.mark.parametrize("nobody", ["online.might_sell=0", "online.first_listings=1"])
def test_without_them_or_their_fewer_listings_all_list_as_usual(nobody):
    model, more = played(*EAGER[:1], "online.innovation=0", "online.imitation=0", nobody)
    assert not more.any()
    assert (np.asarray(model.state.online.offers.listed) == 1.0).all()
    assert (np.asarray(model.state.online.offers.asks) == 1.0).all()


def test_who_has_begun_waits_no_longer():
    waiting = []
    for sets in (EAGER, ("online.might_sell=0.5", "online.innovation=0", "online.imitation=0")):
        model, _ = played(*sets)
        waiting.append(np.array(model.state.online.buyers.would_sell))
    begun, none = waiting
    assert (begun <= none).all() and begun.sum() < 0.8 * none.sum()
