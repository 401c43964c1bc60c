"""Sentences say direction, size, interval, and whether it is clear."""

import math

import pytest

from sim.experiments.words import Change, decimals, label, number, sentence


def change(outcome: str = "stockout_rate", unit: str = "share", **other: float) -> Change:
    values = {"base_mean": 0.12, "difference": 0.0, "low": 0.0, "high": 0.0, "relative": math.nan}
    return Change(outcome, unit, **{**values, "clear": False, "undefined": 0, **other})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            change(difference=-0.031, low=-0.034, high=-0.028, clear=True, relative=-0.26),
            "Stockout rate falls by 3.10 percentage points (2.80 to 3.40): clear.",
        ),
        (
            change("income.farmer", "RMB/year", difference=-15, low=-120, high=90),
            "Income of farmers: no clear change (-120 to +90 RMB a year).",
        ),
        (
            change("income.farmer", "RMB/year", difference=80, low=20, high=140),
            "Income of farmers: no clear change among so many (+20 to +140 RMB a year).",
        ),
        (
            change(
                "income.shop_owner",
                "RMB/year",
                difference=1234,
                low=1000,
                high=1468,
                relative=0.031,
                clear=True,
            ),
            "Income of shop owners rises by 1,234 RMB a year or 3.1 % (1,000 to 1,468): clear.",
        ),
        (
            change(
                "end_stock.tier1",
                "unit",
                difference=-2.889,
                low=-2.9,
                high=-2.8,
                relative=-1.733,
                clear=True,
            ),
            "End stock of tier 1 falls by 2.89 units or 173 % (2.80 to 2.90): clear.",
        ),
        (change("fill_rate.tier1"), "Fill rate of tier 1: the same in every seed."),
        (
            change("waste_share", difference=math.nan, low=math.nan, high=math.nan, undefined=2),
            "Waste share: undefined in 2 seeds, so there is no difference to give.",
        ),
        (
            change("waste_share", difference=math.nan, low=math.nan, high=math.nan, undefined=1),
            "Waste share: undefined in 1 seed, so there is no difference to give.",
        ),
        (
            change("consumer_price_index", "index", difference=0.5, low=0.4, high=0.6, clear=True),
            "Consumer price index rises by 0.50 index points (0.40 to 0.60): clear.",
        ),
    ],
)
def test_sentence(said: Change, words: str) -> None:
    assert sentence(said) == words


@pytest.mark.parametrize(
    ("size", "digits"), [(1234, 0), (12, 0), (1.2, 1), (0.12, 2), (0.0123, 3), (0, 2), (1e-30, 6)]
)
def test_digits_suit_the_size(size: float, digits: int) -> None:
    assert decimals(size) == digits


def test_numbers() -> None:
    assert number(12345.6, 0) == "12,346"
    assert number(-0.0001, 2, "+") == "0"
    assert number(0.5, 1, "+") == "+0.5"
    assert number(math.nan, 1) == "undefined"


def test_labels() -> None:
    assert label("income.middleman") == "Income of middlemen"
    assert label("cost_of_goods_share") == "Cost of goods share"
    assert label("fill_rate.tier0") == "Fill rate of tier 0"
