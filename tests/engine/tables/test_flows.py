"""Every flow of money says who pays whom."""

from sim.engine.tables.flows import FIRMS, PAYMENTS, WHOLESALERS
from sim.engine.tables.ledger import Flow, Sector


def test_every_flow_is_listed_with_ends_and_a_purpose():
    assert [*PAYMENTS] == [*Flow]
    for payments in PAYMENTS.values():
        assert payments.what
        assert payments.ends


def test_every_sector_is_an_end():
    pairs = [pair for each in PAYMENTS.values() for pair in each.ends]
    assert {end for pair in pairs for side in pair for end in side} == {*Sector}


def test_only_what_is_listed_is_allowed():
    sales = PAYMENTS[Flow.RETAIL_SALES]
    assert sales.allow(Sector.CONSUMERS, Sector.SHOPS)
    assert not sales.allow(Sector.SHOPS, Sector.CONSUMERS)
    goods = PAYMENTS[Flow.GOODS_BETWEEN_FIRMS]
    assert goods.allow(Sector.SHOPS, Sector.FARMERS)
    assert goods.allow(Sector.WHOLESALERS_2, Sector.WHOLESALERS_1)  # textbook: brought back
    assert not goods.allow(Sector.BROKERS, Sector.FARMERS)  # that is at the farm gate


def test_wholesalers_are_five_tiers_of_firms():
    assert len(WHOLESALERS) == 5
    assert {*WHOLESALERS} <= {*FIRMS}
