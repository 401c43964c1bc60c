import pandas as pd

from sim.views.style import house_style
from sim.views.tiers import draw_tiers, tier_name


def test_tiers_are_called_as_the_reader_knows_them():
    assert tier_name("shop") == "Shops"
    assert tier_name("wholesalers_2") == "Wholesalers of tier 2"
    assert tier_name("manufacturers") == "Manufacturers"
    assert [tier_name("tier0"), tier_name("tier3")] == ["Tier 0 (shop)", "Tier 3"]


def test_a_textbook_chain_shows_units_in_stock(make_run):
    result = make_run()
    result.tables["tiers"] = pd.DataFrame(
        {"tier": ["tier0", "tier1"], "fill_rate": [0.9, 1.0], "end_stock": [1.5, 4.0]}
    )
    with house_style():
        figure = draw_tiers(result)
    assert [axes.get_title("left") for axes in figure.axes] == [
        "Fill rate",
        "Stock, units at the end of a day",
    ]
