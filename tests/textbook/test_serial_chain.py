"""The engine against the convolution of lead-time demands in a serial chain with backorders."""

import pytest

from tests.textbook.playing import assert_agrees, play


def test_the_case_as_shipped():
    assert_agrees("serial_chain", sharp=0.02)


@pytest.mark.parametrize(
    ("levels", "mean", "lead_times", "order_delays", "ratio"),
    [
        ((12, 14, 16), 5.0, (1, 2, 2), (0, 0, 0), 1.0),
        ((14, 14, 13), 5.0, (2, 1, 2), (0, 1, 0), 1.0),
        ((11, 9, 7), 2.0, (2, 2, 3), (2, 2, 0), 1.8),
        ((5, 4, 3), 0.8, (1, 3, 2), (1, 0, 2), 1.0),
        ((18, 8), 3.0, (4, 1), (0, 0), 2.5),
        ((8,), 2.5, (3,), (0,), 1.0),
        ((3, 0, 12), 3.0, (1, 1, 3), (0, 0, 0), 1.0),
        ((10, 8, 9, 11), 2.25, (1, 2, 2, 3), (1, 0, 1, 0), 1.5),
        ((7, 6, 5, 6, 5, 8), 1.5, (2, 1, 2, 1, 2, 3), (0, 1, 0, 1, 0, 0), 1.0),
    ],
)
def test_tiers_that_owe_what_they_lack(levels, mean, lead_times, order_delays, ratio):
    assert_agrees(
        "serial_chain",
        population__levels=len(levels),
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
        demand__mean=mean,
        stock__order_up_to=list(levels),
        stock__lead_time_days=list(lead_times),
        stock__order_delay_days=list(order_delays),
    )


def test_trade_credit_changes_nothing_that_customers_see():
    cash, credit = (play("serial_chain", population__shops=30, credit__days=d) for d in (0, 30))
    names = [name for name in cash.outcomes if not name.startswith("profit")]
    assert {name: cash.outcomes[name] for name in names} == {
        name: credit.outcomes[name] for name in names
    }
    for tier in range(3):
        assert credit.outcomes[f"profit.tier{tier}"] == cash.outcomes[f"profit.tier{tier}"]
