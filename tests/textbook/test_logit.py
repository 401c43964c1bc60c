"""A town that buys from some provinces: shares of the logit, and irrelevant alternatives."""

from math import exp, log, sqrt

import pytest

from sim.evidence.answers.logit import logit
from sim.evidence.theories import THEORIES
from sim.evidence.theories.choice import logit as shares_of
from sim.evidence.theories.choice import offers_of
from tests.textbook.playing import assert_agrees, play, scenario_with

THREE = {
    "marketplace__price": "[100, 80, 95]",
    "marketplace__km": "[200, 1500, 800]",
    "marketplace__merchants": "[20, 20, 80]",
    "marketplace__appeal": "[0.3, 0, -0.5]",
}
# The mean way is the third one's, so that parcels of the others cost the same without it.
EVEN = THREE | {"marketplace__km": "[200, 1400, 800]"}
TWO = {
    "marketplace__price": "[100, 80]",
    "marketplace__km": "[200, 1400]",
    "marketplace__merchants": "[20, 20]",
    "marketplace__appeal": "[0.3, 0]",
}


def test_alike_offers_share_alike_and_one_that_is_worth_twice_gets_twice():
    assert logit([0.7, 0.7]).shares == (0.5, 0.5)
    assert logit([log(2.0), 0.0]).shares == pytest.approx((2 / 3, 1 / 3))
    assert logit([0.0], odds=log(3.0)).offers == pytest.approx(0.75)
    assert logit([0.2, 0.9], odds=log(3.0), nest=0.0).offers == pytest.approx(0.75)


def test_with_a_nest_of_one_elsewhere_is_an_offer_more():
    utilities, odds = [0.4, -0.3, 1.1], -0.8
    chosen, flat = logit(utilities, odds, nest=1.0), logit([*utilities, -odds])
    parts = [chosen.offers * share for share in chosen.shares]
    assert [*parts, 1.0 - chosen.offers] == pytest.approx(flat.shares)


def test_the_case_as_shipped():
    assert_agrees("logit")


@pytest.mark.parametrize(
    "sets",
    [
        {"online__nest": 0.4, "online__promotion": 0.7},
        {"online__price_weight": 0, "online__variety_weight": 1, "marketplace__odds": -9},
        {"online__parcel_distance_share": 1, "online__parcel_price": 30, "grain__money": 100},
        {"online__days_weight": 0.7, "marketplace__odds": 11, "calendar__end": "2001-12-31"},
        {"marketplace__budget": 2e7},  # orders above the table of their law
        {"population__shops": 6, "demand__mean": 2},
        TWO,
    ],
)
def test_other_tastes_and_offers(sets):
    assert_agrees("logit", **sets)


def test_one_offer_alone_gets_it_all():
    one = {key: f"[{value[1:].split(',')[0].rstrip(']')}]" for key, value in THREE.items()}
    assert play("logit", **one).outcomes["online_share.province1"] == 1.0


@pytest.mark.parametrize(("nest", "odds"), [(0, 0.2), (1, 8.5)])
def test_independence_of_irrelevant_alternatives(nest, odds):
    """Without the third the others' ratio stays; its buyers go to what is left, in proportion."""
    taste = {"online__nest": nest, "marketplace__odds": odds}
    with_it = play("logit", **taste, **EVEN).outcomes
    without = play("logit", seed=2, **taste, **TWO).outcomes
    days = 366.0

    def parts(outcomes, count):
        online = outcomes["online_spending_share"]
        shares = [outcomes[f"online_share.province{n}"] for n in range(1, count + 1)]
        return [online * share for share in shares], 1.0 - online

    (*both, third), elsewhere = parts(with_it, 3)
    left, elsewhere_left = parts(without, 2)
    counts = [with_it[f"online_orders.province{n}"] * days for n in (1, 2)]
    error = 2.0 * sqrt(sum(1.0 / count for count in counts))  # of a ratio of two ratios, and more
    assert left[0] / left[1] == pytest.approx(both[0] / both[1], rel=5 * error)
    if nest:  # elsewhere is one of them
        grown = 1.0 / (1.0 - third)
        assert elsewhere_left == pytest.approx(elsewhere * grown, rel=5 * error)
    else:  # the budget online stays
        grown = 1.0 + third / sum(both)
        assert elsewhere_left == pytest.approx(elsewhere, rel=5 * error)
    assert left == pytest.approx([grown * part for part in both], rel=5 * error)
    assert grown > 1.2  # and all of it is more than luck
    assert 5 * error < 0.1


def test_who_is_gone_leaves_the_odds_of_the_others():
    """What `sim verify` expects without a seller is what the logit says of those who are left."""
    assert_agrees("logit_two_left")
    for gone in ("[0.3, 0, -20]", "[-20, 0, -20]"):
        fewer = scenario_with("logit_two_left", marketplace__appeal=gone)
        expected = THEORIES["logit_two_left"].expected(fewer)
        assert expected == pytest.approx(shares_of(fewer), rel=1e-6, abs=2e-6)


def test_a_utility_says_what_a_doubled_price_does():
    """Weight 3 on the log of the delivered price: half the price is worth eight times as much."""
    sets = {"marketplace__price": "[92, 42, 92]", "marketplace__km": "[800, 800, 800]"}
    dear, cheap, _ = offers_of(scenario_with("logit", **THREE | sets))
    assert (dear.delivered, cheap.delivered) == pytest.approx((100, 50))
    assert exp(cheap.utility - dear.utility + 0.3) == pytest.approx(8.0)


def test_every_order_is_handed_to_a_merchant_and_the_books_agree():
    """The model's own check looks into goods, money and orders every day."""
    model = play("logit", calendar__end="2000-02-28", grain__money=100).model
    online = model.state.online
    assert int(online.offers.handled[0].sum()) > 10_000
    assert not online.offers.handled[1:].any()
