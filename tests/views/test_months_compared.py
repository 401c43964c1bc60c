"""The months without and with: what the title says, and where a change is clear."""

from sim.views.months_compared import PANELS, draw_months_compared
from sim.views.style import house_style


def drawn(result):
    with house_style():
        return draw_months_compared(result)


def test_every_outcome_has_a_panel_with_two_lines_and_a_band(make_comparison):
    figure = drawn(make_comparison())
    assert len(figure.axes) == len(PANELS)
    for axes in figure.axes:
        (band,) = axes.collections
        assert band.get_alpha() < 0.5
        assert len(axes.lines) == 4  # both levels; months that are clear, and those that are not


def test_the_title_counts_the_months_that_are_clear(make_comparison):
    result = make_comparison(["without_direct_ordering", "with_direct_ordering"])
    table = result.tables["differences_by_month"]
    table["controlled"] = table["month"] > "2016-10"
    table.loc[table["month"] == "2016-12", "difference"] = -1.0
    title = " ".join(drawn(result).texts[0].get_text().split())
    assert title == (
        "With data-driven direct ordering: stockout rate of goods clearly rises in 1 and falls in "
        "1 of 12 months; income of shop owners clearly rises in 1 and falls in 1 of 12 months"
    )
    table["controlled"] = False
    title = " ".join(drawn(result).texts[0].get_text().split())
    assert title.endswith("no clear change of income of shop owners in any of 12 months")


def test_one_month_alone_is_no_line(make_comparison):
    result = make_comparison()
    table = result.tables["differences_by_month"]
    result.tables["differences_by_month"] = table[table["month"] == "2016-01"]
    assert drawn(result) is None
