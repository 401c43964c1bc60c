"""A run shows what matters: some twenty of the country, and no zeros of a textbook case."""

import math

from sim.experiments.main_outcomes import MAIN, OF_A_RUN, main_outcomes, outcomes_of_a_run


def test_the_country_shows_its_main_outcomes_in_their_order():
    reported = dict.fromkeys([*reversed(OF_A_RUN), "online_sales.tea", "fill_rate.tier3"], 1.0)
    assert outcomes_of_a_run(reported) == list(OF_A_RUN)
    assert 15 <= len(OF_A_RUN) <= 25
    assert outcomes_of_a_run({"stockout_rate.goods": 0.0, "gini": math.nan}) == [
        "stockout_rate.goods",
        "gini",
    ]


def test_a_textbook_case_leaves_out_zeros_and_what_is_undefined():
    reported = {"cost.tier0": 2.0, "backlog.tier0": 0.0, "order_variance_ratio.tier0": math.nan}
    assert outcomes_of_a_run(reported) == ["cost.tier0"]
    assert outcomes_of_a_run({"backlog.tier0": 0.0}) == ["backlog.tier0"]


def test_a_comparison_of_textbook_cases_shows_all():
    reported = ["cost.tier0", "lost_sales_share"]  # also a name of the country's
    assert main_outcomes(reported) == reported
    assert main_outcomes([*reversed(MAIN), "fill_rate"]) == list(MAIN)
