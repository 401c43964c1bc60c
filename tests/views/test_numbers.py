import math

import pytest

from sim.views.numbers import amount, percent, plain, rmb, signed, signed_percent, tick


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.1234, "12 %"), (0.0123, "1.2 %"), (0.0004, "0.04 %"), (0, "0 %"), (-0.3, "−30 %")],
)
def test_percent_has_two_digits_that_mean_something(share, text):
    assert percent(share) == text.replace(" ", "\u00a0")


def test_signed_numbers_show_the_direction_and_zero_has_none():
    assert signed_percent(0.12) == "+12\u00a0%"
    assert signed_percent(-0.12) == "−12\u00a0%"
    assert signed(0.0) == "0"
    assert signed(-0.001, 1) == "0"  # no −0.0


def test_money_has_three_significant_digits():
    assert rmb(11_844) == "RMB\u00a011,800"
    assert rmb(2_927_211) == "RMB\u00a02.93\u00a0million"
    assert amount(999_900) == "1\u00a0million"
    assert amount(87_120_000_000) == "87.1\u00a0billion"
    assert amount(0.52) == "0.52"


def test_ticks_have_as_many_digits_as_they_need():
    assert [tick(v) for v in (0.5, 2.0, -2500.0, 1.5e6, 8.74e10, 0.1 + 0.2)] == [
        "0.5",
        "2",
        "−2,500",
        "1.5\u00a0M",
        "87.4\u00a0bn",
        "0.3",
    ]


def test_what_is_not_a_number_says_so():
    assert plain(math.nan) == percent(math.inf)[:3] == "n/a"
