"""The engine against the Markov chain of stock and pipeline when unmet demand is lost."""

import pytest

from tests.textbook.playing import assert_agrees, play


def compare(level, mean, lead_time, order_delay=0, ratio=1.0, review=1, seed=1):
    assert_agrees(
        "lost_sales",
        seed,
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        stock__order_up_to=level,
        stock__lead_time_days=lead_time,
        stock__order_delay_days=order_delay,
        stock__review_period_days=review,
    )


def test_the_case_as_shipped():
    played = assert_agrees("lost_sales", sharp=0.005)
    assert played.outcomes["fill_rate.tier0"] == pytest.approx(0.9279, abs=0.001)
    lost = played.outcomes["lost_sales_share"]
    assert lost == pytest.approx(1 - played.outcomes["fill_rate.tier0"], abs=1e-12)


@pytest.mark.parametrize(
    ("level", "mean", "lead_time", "order_delay", "ratio"),
    [
        (6, 5.0, 1, 0, 1.0),
        (3, 0.7, 2, 0, 1.0),
        (16, 5.0, 2, 1, 1.0),
        (1, 0.3, 1, 1, 1.3),
        (12, 5.0, 2, 0, 2.5),
        (9, 1.7, 3, 1, 1.6),
        (40, 12.25, 2, 0, 4.0),
    ],
)
def test_base_stock_every_evening(level, mean, lead_time, order_delay, ratio):
    compare(level, mean, lead_time, order_delay, ratio)


@pytest.mark.parametrize(
    ("level", "mean", "lead_time", "order_delay", "ratio", "review"),
    [
        (26, 3.0, 2, 0, 1.0, 7),
        (14, 2.0, 3, 1, 2.0, 3),
        (9, 2.5, 1, 0, 1.0, 2),
        (20, 2.0, 3, 1, 2.5, 4),
    ],
)
def test_base_stock_with_a_review_period(level, mean, lead_time, order_delay, ratio, review):
    compare(level, mean, lead_time, order_delay, ratio, review)


def test_the_source_does_not_care_whether_days_pass_in_the_mail_or_on_the_road():
    mail, road = (
        play("lost_sales", stock__order_delay_days=delay, stock__lead_time_days=3 - delay)
        for delay in (2, 0)
    )
    for name in mail.errors:
        if name != "profit.tier0":  # goods are paid for when they leave, two days apart
            assert mail.outcomes[name] == road.outcomes[name]


def test_counting_in_thousandths_changes_nothing():
    fine = play("lost_sales", grain__goods=1000, population__shops=50)
    coarse = play("lost_sales", population__shops=50)
    for name in ("fill_rate.tier0", "end_stock.tier0", "shelf_audit_rate.tier0"):
        assert fine.outcomes[name] == pytest.approx(coarse.outcomes[name], rel=1e-12)


@pytest.mark.parametrize("seed", [2, 3])
def test_other_seeds_agree_too(seed):
    compare(11, 4.0, 2, ratio=1.5, seed=seed)
