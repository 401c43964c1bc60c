"""Every textbook scenario has a theory, and a theory says what it does not speak of."""

import pytest

from sim.evidence.comparing import compare
from sim.evidence.playing import Played
from sim.evidence.theories import THEORIES, OutsideTheoryError
from sim.scenario import scenario_folder
from tests.textbook.playing import scenario_with

NOTHING = "{price: [], km: [], merchants: [], appeal: []}"
ALONE = {"stock__order_up_to": 400, "stock__initial": 400}


def test_every_textbook_scenario_has_a_theory_and_the_other_way_round() -> None:
    files = {path.stem for path in (scenario_folder() / "textbook").glob("*.yaml")}
    assert files == THEORIES.keys()


@pytest.mark.parametrize("name", THEORIES)
def test_an_answer_is_at_hand_for_the_values_as_shipped(name: str) -> None:
    assert THEORIES[name].expected(scenario_with(name))


@pytest.mark.parametrize(
    ("name", "sets", "told"),
    [
        ("lost_sales", {"stock__unfilled": "backorder"}, "unmet demand is lost"),
        ("lost_sales", {"demand__wait": 0.5}, "neither wait"),
        ("lost_sales", {"population__levels": 2}, "ample source"),
        ("lost_sales", {"demand__law": "step"}, "poisson or negative_binomial"),
        ("newsvendor", {"stock__shelf_life_days": 2}, "shelf life of one day"),
        ("newsvendor", {"stock__review_period_days": 2}, "every evening"),
        ("serial_chain", {"stock__unfilled": "lost"}, "demand is owed"),
        ("serial_chain", {"stock__policy": "min_max"}, "order_up_to"),
        ("serial_chain", {"stock__level_rule": "forecast"}, "given levels"),
        ("serial_chain", {"stock__moq": 3}, "smallest orders"),
        ("serial_chain", {"stock__lot_size": 3}, "lots"),
        ("serial_chain", {"stock__lead_time_spread_days": 1}, "that are known"),
        ("beer_game", {"demand__law": "poisson"}, "step or series"),
        ("beer_game", {"stock__unfilled": "lost"}, "demand is owed"),
        ("cost_plus_chain", {"price__goods": "adaptive_markup"}, "cost-plus"),
        ("cost_plus_chain", {"levers__direct_ordering": 1}, "without levers"),
        ("successive_monopoly", {"price__goods": "cost_plus"}, "successive_monopoly prices"),
        ("successive_monopoly", {"demand__law": "step"}, "linear demand"),
        ("successive_monopoly", {"levers__direct_ordering": 1}, "without levers"),
        ("successive_monopoly", {"stock__holding_cost": 0.1}, "keeping stock is free"),
        ("successive_monopoly", {"stock__order_up_to": 9}, "ample stock"),
        ("successive_monopoly", {"stock__initial": 9}, "ample stock"),
        ("cobweb", {"population": "{farmers: 0, shops: 1}"}, "there are farmers"),
        ("cobweb", {"farm__own_use_share": 0.1}, "all that is planted"),
        ("cobweb", {"farm__yield_sd": 0.1}, "all that is planted"),
        ("erlang_loss", {"demand__law": "negative_binomial"}, "poisson demand"),
        ("erlang_loss", {"stock__unfilled": "backorder"}, "unmet demand is lost"),
        ("bass", {"levers__direct_ordering": 1}, "a lever is historical"),
        ("bass", {"population": "{shops: 0, farmers: 1}"}, "there are shops"),
        ("bass", {"platform__gain_response": 1}, "nobody asks"),
        ("bass", {"platform__imitation": 1}, "at most 1"),
        ("iceberg", {"freight__loss": [0.1]}, "several provinces"),
        ("iceberg", {"price__loss_in_cost": 0.5}, "counts in the cost"),
        ("iceberg", {"demand__law": "step"}, "linear demand"),
        ("iceberg", {"price__goods": "successive_monopoly"}, "cost-plus"),
        ("iceberg", {"stock__initial": 9}, "ample stock"),
        ("iceberg", {"calendar__warmup_days": 2}, "settled"),
        ("iceberg", {"levers__direct_ordering": 1}, "without levers"),
        (
            "iceberg",
            {"population__levels": 1, "price__markup": [0.1], **ALONE},
            "sells to the shops",
        ),
        ("logit", {"marketplace": NOTHING, "population__shops": 1}, "there are offers"),
        ("logit", {"online__entry_speed": 0.1}, "no merchant comes"),
        ("logit", {"demand__income_growth": 0.1}, "incomes stay"),
        ("logit", {"online__carrier_room": 2}, "with room"),
        ("logit", {"online__consolidation": 0.5}, "departures stay"),
        ("logit", {"levers__smart_logistics": 1}, "without levers"),
        ("logit", {"calendar__end": "2000-12-30"}, "whole calendar years"),
        ("logit_two_left", {"online__nest": 0.5}, "elsewhere is an offer"),
        ("logit_two_left", {"marketplace__appeal": "[0.3, 0, -1]"}, "as they were, or gone"),
        ("logit_two_left", {"marketplace__appeal": "[-20, -20, -20]"}, "somebody is left"),
        ("carrier_queue", {"online__days_weight": 0.1}, "minds the wait"),
        ("carrier_queue", {"online__carrier_growth": 0.3}, "never grow"),
        ("carrier_queue", {"online__entry_speed": 0.1}, "no merchant comes"),
        ("known_demand", {"demand__law": "poisson"}, "law step"),
        ("known_demand", {"demand__step_day": 2}, "made its step"),
        ("known_demand", {"stock__unfilled": "lost"}, "demand is owed"),
        ("known_demand", {"stock__shelf_life_days": 9}, "goods that keep"),
        ("known_demand", {"calendar__warmup_days": 4}, "at rest"),
        ("known_demand", {"population__shops": 5}, "as many shops"),
        ("known_demand", {"stock__order_up_to": "[10, 2]"}, "wait alike"),
    ],
)
def test_values_that_a_theory_does_not_speak_of(name: str, sets: dict, told: str) -> None:
    with pytest.raises(OutsideTheoryError, match=told):
        THEORIES[name].expected(scenario_with(name, **sets))


@pytest.mark.parametrize(
    ("found", "error", "verdict"),
    [
        (0.5, 0.0, "agrees"),
        (0.5 + 1e-8, 0.0, "differs"),
        (0.53, 0.01, "agrees"),
        (0.56, 0.01, "differs"),
        (0.5, 0.011, "too few days to tell"),
    ],
)
def test_verdicts(found: float, error: float, verdict: str) -> None:
    played = Played(None, {"fill_rate.tier0": found}, {"fill_rate.tier0": error})
    (row,) = compare({"fill_rate.tier0": 0.5}, played, rounding=1e-9, sharp=0.02)
    assert row.verdict == verdict
