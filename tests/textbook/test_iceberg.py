"""Two or more provinces that buy from one, the goods of which melt on the way."""

import pytest

from sim.engine.tables.ledger import GoodsFlow
from sim.evidence.answers.iceberg import iceberg
from tests.textbook.playing import assert_agrees, play

LOST = int(GoodsFlow.LOST_IN_TRANSIT)


def test_the_answer_by_hand():
    """Half melts: two are shipped for one, which costs 2 x 3 x 1.5 = 9, and 10 - 9 are used."""
    (far,) = iceberg(3.0, 0.5, [0.5], 10.0, 1.0)
    assert far == pytest.approx((9.0, 1.0, 2.0, 6.0))


def test_nothing_is_traded_where_demand_has_ended():
    (far,) = iceberg(3.0, 0.5, [0.9], 10.0, 1.0)
    assert (far.used, far.shipped, far.paid) == (0.0, 0.0, 0.0)


def test_the_case_as_shipped():
    played = assert_agrees("iceberg")
    home, far = (played.outcomes[f"price.tier0.province{n}"] for n in (1, 2))
    assert far == pytest.approx(home / 0.8, rel=1e-6)


@pytest.mark.parametrize(
    ("sets", "losses"),
    [
        ({"freight__per_kg": 0.75}, "[0.05, 0.5, 0.25]"),
        ({"population__shops_per_supplier": 3, "price__markup": "[0, 0]"}, "[0.1, 0.2]"),
        ({"demand__intercept": 44, "demand__slope": 3.7}, "[0, 0.37]"),
        ({"stock__lead_time_days": "[4, 2]", "stock__order_delay_days": "[2, 1]"}, "[0.3, 0.1]"),
        ({"price__producer_cost": 7.5, "demand__slope": 5}, "[0, 0.3]"),  # too dear: no trade
    ],
)
def test_other_ways_and_prices(sets, losses):
    assert_agrees("iceberg", freight__loss=losses, **sets)


def test_in_a_longer_chain_the_freight_is_paid_further_up():
    assert_agrees(
        "iceberg",
        population__levels=3,
        price__markup="[0.2, 0.1, 0.3]",
        freight__per_kg=0.4,
        stock__order_up_to="[400, 4000, 4000]",
        stock__initial="[400, 4000, 4000]",
    )


def test_where_nobody_counts_the_loss_prices_are_the_same_and_more_is_shipped_all_the_same():
    outcomes = play("iceberg", price__loss_in_cost=0).outcomes
    home, far = (f"tier0.province{n}" for n in (1, 2))
    assert outcomes[f"price.{far}"] == outcomes[f"price.{home}"]
    bought = outcomes[f"purchases.{far}"] / outcomes[f"purchases.{home}"]
    assert bought == pytest.approx(1.25, rel=1e-4)


def test_what_melts_is_a_flow_of_the_ledger():
    """Only on the way to the second province: a fifth of what its shops have paid for."""
    played = play("iceberg")
    model = played.model
    grain = model.asked.grain
    lost = (model.state.ledger.goods - model.recorder.opening_goods)[LOST].sum() / grain.goods
    a_day = lost / model.recorder.days / 10
    shipped = played.outcomes["purchases.tier0.province2"] / played.outcomes["price.tier1"]
    assert a_day == pytest.approx(0.2 * shipped, rel=1e-4)


def test_shops_stand_province_by_province():
    model = play("iceberg", population__shops=7, freight__loss="[0, 0.1, 0.2]").model
    assert model.state.keepers.province[:7].tolist() == [0, 0, 0, 1, 1, 2, 2]
    assert model.state.province_names == ("province 1", "province 2", "province 3")
