"""A field says where it comes from, and what is given goes by its name."""

from typing import Annotated, NamedTuple

import pytest

from sim.engine.settings import From, filled, sources_of
from sim.engine.units import in_grains, in_money_a_grain
from sim.scenario import read_scenario
from sim.scenario.groups import Unfilled

SCENARIO = read_scenario(
    "textbook/beer_game",
    sets=[
        "grain.goods=10", "grain.money=1000", "stock.moq=[3, 4, 5, 6]", "stock.salvage_value=0.7",
    ],
)  # fmt: skip


class Settings(NamedTuple):
    """Of an imagined phase."""

    fee: Annotated[float, From("direct.platform_fee")]
    salvage: Annotated[float, From("stock.salvage_value", in_money_a_grain)]
    moq: Annotated[int, From("stock.moq", in_grains, level=2)]
    unfilled: Annotated[int, From("stock.unfilled", level=0)]
    brokers: int


def test_fields_are_filled_from_the_parameters_that_they_name():
    settings = filled(Settings, SCENARIO, brokers=7)
    assert settings == (SCENARIO.direct.platform_fee, 70.0, 50, Unfilled.BACKORDER, 7)
    assert [type(value) for value in settings] == [float, float, int, int, int]  # no enumeration


def test_what_has_no_source_is_given_by_name_and_nothing_else():
    assert [*sources_of(Settings)] == ["fee", "salvage", "moq", "unfilled"]
    with pytest.raises(TypeError, match="brokers"):
        filled(Settings, SCENARIO)
    with pytest.raises(TypeError, match="fee"):
        filled(Settings, SCENARIO, brokers=7, fee=0.1)
    with pytest.raises(TypeError, match="broker"):
        filled(Settings, SCENARIO, brokers=7, broker=7)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("direct.platfrom_fee", "; did you mean direct.platform_fee?"),
        ("platform_fee", "; did you mean direct.platform_fee?"),
        ("direct.zzzzzzzzzzzz", ""),
    ],
)
def test_a_parameter_that_is_not_there_is_told_with_the_nearest(key, hint):
    class Misspelt(NamedTuple):
        """One field."""

        fee: Annotated[float, From(key)]

    with pytest.raises(LookupError) as told:
        sources_of(Misspelt)
    where = f"{__name__}.Misspelt.fee"
    assert told.value.args == (f"{where}: {key}: no such parameter{hint}",)
