import pytest

from sim.views.changes import Change, changes_of
from sim.views.findings import income_finding, rate_finding
from sim.views.provenance import provenance


def change(kind, difference, low, high, base=1000.0):
    return Change(
        outcome=f"income.{kind}",
        unit="RMB/year",
        base_mean=base,
        difference=difference,
        low=low,
        high=high,
        relative=difference / base,
        clear=low > 0 or high < 0,
        undefined=0,
    )


def finding(make_comparison, *changes):
    return income_finding({one.outcome: one for one in changes}, provenance(make_comparison()))


def test_more_and_less_follow_the_sign(make_comparison):
    text = finding(
        make_comparison, change("shop_owner", 120, 90, 150), change("middleman", -300, -350, -250)
    )
    assert text.replace("\u00a0", " ") == (
        "With data-driven direct ordering: shop owners earn 12 % more, middlemen 30 % less"
    )


def test_an_interval_around_zero_is_no_finding(make_comparison):
    text = finding(make_comparison, change("farmer", 20, -5, 45), change("shop_owner", 9, -1, 20))
    assert text.endswith("no clear change for shop owners and farmers")


def test_a_loss_beyond_the_whole_income_is_told_in_money(make_comparison):
    text = finding(make_comparison, change("middleman", -5800, -6000, -5600, base=775.0))
    assert text.endswith("middlemen earn RMB\u00a05,800 less")


def test_a_base_that_is_not_positive_has_no_percent(make_comparison):
    text = finding(make_comparison, change("shop_owner", 120, 90, 150, base=-50.0))
    assert text.endswith("shop owners earn RMB\u00a0120 more")


@pytest.mark.parametrize("effect", [1.0, -1.0])
def test_the_sentence_turns_with_the_numbers(make_comparison, effect):
    result = make_comparison(effect=effect)
    source = provenance(result)
    changes = changes_of(result.tables["differences"], source.headline)
    text = income_finding(changes, source)
    for kind, name in (("shop_owner", "shop owners"), ("middleman", "middlemen")):
        after = text.split(name)[1].split(",")[0]
        assert after.endswith("more" if changes[f"income.{kind}"].difference > 0 else "less")


def test_rates_fall_rise_or_stay():
    assert "fall from 23\u00a0% to 19\u00a0%" in rate_finding("stockouts", 0.23, 0.19)
    assert "rise from 19\u00a0% to 23\u00a0%" in rate_finding("stockouts", 0.19, 0.23)
    assert rate_finding("stockouts", 0.190, 0.1901) == "stockouts stay at 19\u00a0%"
