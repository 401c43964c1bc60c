"""`sim list` and `sim explain` tell what is there and what is known about it."""

import ast
from pathlib import Path

import pytest

from sim.scenario import ScenarioErrors, explain, list_scenarios, readers_of
from sim.scenario.explaining import reads


def test_list_names_every_shipped_scenario_with_title_and_question() -> None:
    listed = list_scenarios()
    assert {"base", "with_direct_ordering", "all_three"} <= {line.name for line in listed}
    for line in listed:
        assert line.title
        assert line.question
        assert Path(line.path).is_file()


def test_explain_joins_declaration_and_base() -> None:
    shops = explain("population.shops")
    assert shops.unit == "shops"
    assert shops.value == 6.5e6
    assert shops.plausible == (6e6, 7e6)
    assert (shops.status, shops.source) == ("measured", "evidence.yaml shops_total")
    assert shops.allowed == "a number from 0 to 1e7 (shops)"
    assert "shops" in shops.meaning


def test_explain_suggests_the_nearest_key() -> None:
    with pytest.raises(ScenarioErrors, match=r"did you mean stock.policy\?"):
        explain("stock.polcy")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = stock.moq[0]", True),
        ("x = scenario.stock.moq", True),
        ("class Settings:\n    moq: Annotated[int, From('stock.moq', in_grains, level=0)]", True),
        ("'stock.moq'  # stock.moq", False),
        ("Derived('stock.moq')", False),
        ("x = restock.moq", False),
        ("x = stock.moq_cases", False),
    ],
)
def test_only_code_counts_as_a_reader(source: str, found: bool) -> None:
    assert (("stock", "moq") in reads(ast.parse(source))) is found


def test_readers_are_modules_outside_this_package() -> None:
    for module in readers_of("population.shops"):
        assert module.startswith("sim.")
        assert not module.startswith("sim.scenario")
