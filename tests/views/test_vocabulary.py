"""Every parameter has a name on a picture: its meaning where that is a label, else its key."""

from collections import Counter

import pytest

from sim.scenario.catalogue import PARAMETERS
from sim.views.vocabulary import measure, parameter_words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("levers.new_retail", "New retail"),
        ("shocks.crop_yield", "Crop yield"),  # of every harvest in these provinces that fails
        ("scale", "Real units that one agent stands for"),
        ("price.farmer_power", "The farmer's Nash bargaining power"),  # bargaining: ...
        ("stock.level_review_days", "Days between two reviews of a shop's levels"),  # profit: ...
        ("stock.safety_factor", "Standard deviations of demand held as safety stock"),
        ("stock.ageing_limit_days", "Goods with a longer shelf life than this do not age in shops"),
        ("stock.room_half_life_days", "Stock room half life days"),  # too long for a label
        ("demand.sd", "Demand sd"),
        ("cost.farm_inputs_share", "Seed, feed and fertiliser as a share of farm-gate value"),
        ("cost.fixed", "Rent, wages and power of a firm of a level"),
        ("jobs.shop_turnover", "Jobs shop turnover"),
        ("online.worker_hours", "Online worker hours"),  # a job: one person's work of a year
        ("online.goods_cost", "Share of a merchant's price that the goods cost"),
        ("online.food_share", "Online food share"),  # as clothing: of goods sold online, 2016
        ("online.parcels", "Online parcels"),  # sent in the nation in 2016
        ("freight.loss", "Freight loss"),
        ("new_retail.courier_fee", "New retail courier fee"),  # that the buyer pays for the way
    ],
)
def test_a_meaning_is_a_name_where_it_is_whole(key: str, words: str) -> None:
    assert parameter_words(key) == words


def test_an_index_changes_by_points() -> None:
    unit = "catalogue prices = 100"
    assert measure("consumer_price_index", unit, is_change=True).title() == (
        "Change of consumer price index, index points"
    )
    assert measure("consumer_price_index", unit).unit == unit


def test_no_two_of_a_group_are_called_the_same_and_all_fit() -> None:
    words = {key: parameter_words(key) for key in PARAMETERS}
    of_group = Counter((key.partition(".")[0], said) for key, said in words.items())
    assert max(of_group.values()) == 1
    assert not [key for key, said in words.items() if "_" in said or not 0 < len(said) <= 60]


def test_none_is_called_by_a_choice_or_by_a_part_of_its_meaning() -> None:
    choices = {name for one in PARAMETERS.values() for name in one.choices}
    for key in PARAMETERS:
        if key.partition(".")[0] in ("levers", "shocks"):
            continue
        words = parameter_words(key)
        assert words.lower() not in choices
        assert not words.startswith(("Of ", "That ", "By which", "The same")), key
