"""The engine against the net stock of a shop whose goods take months: the level less the demand."""

import pytest

from tests.textbook.playing import assert_agrees


def test_the_case_as_shipped():
    assert_agrees("long_lead_time")


@pytest.mark.parametrize(
    ("lead", "delay", "review", "mean", "level"),
    [(61, 0, 1, 0.5, 33), (365, 10, 1, 0.2, 76), (75, 0, 90, 0.4, 52)],
)
def test_other_lead_times(lead, delay, review, mean, level):
    assert_agrees(
        "long_lead_time",
        demand__mean=mean,
        stock__lead_time_days=lead,
        stock__order_delay_days=delay,
        stock__review_period_days=review,
        stock__order_up_to=level,
        calendar__warmup_days=540,
        calendar__end="2000-12-25",  # 360 days: whole rounds
        sharp=0.1,
    )
