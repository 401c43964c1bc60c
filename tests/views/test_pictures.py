"""Every picture, for usual and unusual results: written, of README width, nothing at an edge."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text
from PIL import Image

from sim import views
from sim.scenario.groups import Levers
from sim.views.style import DPI, LESS, MORE, SMALL_SIZE, house_style

EDGE = 0.03 * DPI  # pixels that every text keeps from the edge of the sheet
KEY = re.compile(r"[a-z]_[a-z]|[a-z]\.[a-z]")  # as in stock.moq and shop_owner

LONG = "A scenario with a very long title that a careful author wrote out in full"
MOQ = {"direct.minimum_order": [0.5, 1.0, 2.0, 4.0, 8.0]}
FEE = {"direct.platform_fee": [0.01, 0.02, 0.04, 0.08]}
RULE = {"price.goods": ["cost_plus", "adaptive_markup", "successive_monopoly"]}
LEVER = {"levers.direct_ordering": [0.0, 1.0]}
ALL_LEVERS = list(Levers._fields)
OUTCOMES = ["income.shop_owner", "stockout_rate.goods"]

COMPARISONS = {
    "usual": {},
    "all equal": {"effect": 0.0, "noise": 0.0},
    "two scenarios": {"scenarios": ["without_direct_ordering", "with_direct_ordering"]},
    "others": {"scenarios": ["analytics_alone", "all_three"]},
    "long titles": {"titles": {"with_direct_ordering": LONG, "without_direct_ordering": LONG}},
    "dollars": {"titles": {"with_direct_ordering": "Shops pay $2 and not $3_1 a case"}},
}
QUICK = ("usual", "two scenarios", "long titles")
SWEEPS = {
    "one number": MOQ,
    "one name": RULE,
    "one value": {"direct.minimum_order": [2.0]},
    "two numbers": MOQ | FEE,
    "number and name": RULE | MOQ,
    "three": MOQ | FEE | {"demand.wait": [0.1, 0.2]},
    "lever": MOQ | LEVER,
    "lever and two": MOQ | FEE | LEVER,
    "lever alone": LEVER,
}


def figures(pictures, result):
    """Draw without writing; yields the file's name and the figure as laid out."""
    with house_style():
        for picture in pictures:
            figure = picture.draw(result)
            if figure is not None:
                figure.draw_without_rendering()
                yield picture.file, figure


def visible_texts(figure):
    return [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text.axes is not None
    ] + figure.texts


def check_layout(figure, file):
    """No text is cut off or tiny; no tick runs into the next; head and foot are free."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    width, height = figure.bbox.width, figure.bbox.height
    for text in visible_texts(figure):
        box = text.get_window_extent(renderer)
        inside = min(box.x0, box.y0, width - box.x1, height - box.y1) >= EDGE
        assert inside, f"{file}: {text.get_text()!r} comes too near to the edge: {box}"
        assert not KEY.search(text.get_text()), f"{file}: {text.get_text()!r} is no label"
        assert text.get_size() >= SMALL_SIZE, f"{file}: {text.get_text()!r} is too small to read"
    title, subtitle, footer = (text.get_window_extent(renderer) for text in figure.texts)
    for axes in figure.findobj(lambda artist: hasattr(artist, "xaxis")):
        box = axes.get_tightbbox(renderer)
        assert box.y1 <= subtitle.y0 + 1, f"{file}: a panel runs into the head"
        assert box.y0 >= footer.y1 - 1, f"{file}: a panel runs into the foot"
        for axis, side in ((axes.xaxis, "x"), (axes.yaxis, "y")):
            labels = [t for t in axis.get_ticklabels() if t.get_visible() and t.get_text()]
            boxes = [t.get_window_extent(renderer) for t in labels] if axes.axison else []
            boxes.sort(key=lambda box: getattr(box, f"{side}0"))
            for one, other in itertools.pairwise(boxes):
                gap = getattr(other, f"{side}0") - getattr(one, f"{side}1")
                assert gap >= 8, (
                    f"{file}: ticks overlap on {side}: {[t.get_text() for t in labels]}"
                )
    assert title.y0 >= subtitle.y1 - 2


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=() if kind in QUICK else pytest.mark.slow) for kind in COMPARISONS],
)
def test_a_comparison_is_laid_out(make_comparison, kind):
    drawn = dict(figures(views.COMPARISON, make_comparison(**COMPARISONS[kind])))
    assert list(drawn) == [picture.file for picture in views.COMPARISON]
    for file, figure in drawn.items():
        check_layout(figure, file)


@pytest.mark.parametrize("base_mean", [90_000.0, -500.0])
def test_pairs_are_laid_out(make_comparison, base_mean):
    result = make_comparison()
    table = result.tables["differences"]
    table.loc[table["outcome"] == "income.middleman", "base_mean"] = base_mean
    ((file, figure),) = figures(views.PAIRS, result)
    check_layout(figure, file)
    labels = {axes.get_title(loc="left"): axes.get_xlabel() for axes in figure.axes}
    assert ("RMB" in labels["Middlemen"]) == (base_mean < 0)
    assert "RMB" not in labels["Farmers"]


def test_every_point_of_a_line_is_inside_its_panel(make_comparison):
    result = make_comparison()
    products = result.tables["by_product"]
    is_produce = products["kind"] == "produce"  # twice as high as the panel on its left
    products.loc[is_produce, "served_at_once"] //= 2
    for _, figure in figures(views.COMPARISON[:3], result):
        for axes in figure.axes:
            for line in axes.lines:
                (left, right), (bottom, top) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
                x, y = line.get_data() if len(line.get_xdata()) > 2 else (left, bottom)
                assert np.all((x >= left) & (x <= right) & (y >= bottom) & (y <= top))


def test_one_huge_change_does_not_crush_the_others(make_comparison):
    result = make_comparison()
    table = result.tables["differences"]
    hit = table["outcome"] == "income.middleman"
    table.loc[hit, ["difference", "low", "high"]] *= 30
    for file, figure in figures([views.COMPARISON[0], views.COMPARISON[-1]], result):
        assert figure.axes[0].get_xlim()[0] > -150, file
        check_layout(figure, file)


def test_a_map_says_why_a_province_has_no_number(make_comparison):
    result = make_comparison()
    (map_,) = (one for one in views.COMPARISON if one.file == "provinces.png")
    for base_mean, told in ((100.0, False), (-100.0, True)):
        table = result.tables["differences_by_province"]
        tibet = (table["outcome"] == "income.shop_owner") & (table["province"] == "Tibet")
        table.loc[tibet, "base_mean"] = base_mean
        ((file, figure),) = figures([map_], result)
        check_layout(figure, file)
        texts = " ".join(" ".join(text.get_text().split()) for text in figure.texts)
        assert ("No percentage for Tibet: not above zero there before" in texts) == told


@pytest.mark.parametrize("kind", SWEEPS)
@pytest.mark.parametrize(("n_outcomes", "total"), [(1, None), (1, 500.0), (4, None)])
def test_a_sweep_is_laid_out(make_sweep, kind, n_outcomes, total):
    outcomes = [*OUTCOMES, "income.manufacturer", "cost_of_goods_share"][:n_outcomes]
    drawn = dict(figures(views.SWEEP, make_sweep(SWEEPS[kind], outcomes, break_even=total)))
    assert list(drawn) == ["sweep.png"]
    check_layout(drawn["sweep.png"], kind)


@pytest.mark.parametrize("levers", [ALL_LEVERS[:1], ALL_LEVERS[:3], ALL_LEVERS])
def test_an_attribution_is_laid_out(make_attribution, levers):
    ((file, figure),) = figures(views.ATTRIBUTION, make_attribution(levers))
    check_layout(figure, file)
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert titles == ["Stockout rate of goods", "Income of shop owners", "Income of manufacturers"]
    assert [len(axes.patches) for axes in figure.axes] == [len(levers) + 1] * 3


def test_an_attribution_of_nothing_has_no_picture(make_attribution, tmp_path):
    result = make_attribution(ALL_LEVERS[:2])
    for table in result.tables.values():
        table[["difference", "low", "high"]] = 0.0
    assert views.draw_attribution(result, tmp_path) == []


@pytest.mark.parametrize("guesses", [1, 40])
def test_a_tornado_is_laid_out(make_tornado, guesses):
    ((file, figure),) = figures(views.TORNADO, make_tornado(guesses))
    check_layout(figure, file)
    titles = [axes.get_title(loc="left") for axes in figure.axes]  # middlemen do not move
    assert [title.partition(",")[0] for title in titles] == [
        "Change of income of shop owners", "Change of consumer price index",
    ]  # fmt: skip
    assert [len(axes.patches) for axes in figure.axes] == [2 * min(guesses, 10)] * 2


def test_a_tornado_writes_ticks_and_colours_as_elsewhere(make_tornado):
    ((_, figure),) = figures(views.TORNADO, make_tornado(6))
    at = figure.axes[0].xaxis.get_major_formatter()
    assert at(-17500.0) == "\N{MINUS SIGN}17,500"
    ways = {to_hex(MORE), to_hex(LESS)}  # an end is no direction
    assert not ways & {to_hex(bar.get_facecolor()) for bar in figure.axes[0].patches}


def test_a_tornado_of_nothing_has_no_picture(make_tornado, tmp_path):
    assert views.draw_guesses(make_tornado(0), tmp_path) == []


def test_a_run_is_laid_out(make_run):
    drawn = dict(figures(views.RUN, make_run()))
    assert list(drawn) == [picture.file for picture in views.RUN]
    for file, figure in drawn.items():
        check_layout(figure, file)


def test_files_are_png_of_readme_width_and_carry_their_title(make_comparison, make_run, tmp_path):
    paths = views.draw_comparison(make_comparison(), tmp_path / "compare")
    paths += views.draw_run(make_run(), tmp_path / "run")
    for path in paths:
        with Image.open(path) as image:
            assert image.format == "PNG"
            assert image.width == 1660
            assert len(image.info["Title"]) > 20
            assert len(image.convert("RGB").reduce(8).getcolors(10**6)) > 100  # not blank
    assert paths[0] == tmp_path / "compare" / "overview.png"


def test_the_same_result_gives_the_same_file(make_comparison, tmp_path):
    result = make_comparison(scenarios=["analytics_alone", "with_direct_ordering"])
    del result.tables["differences"]
    one, other = (views.draw_comparison(result, tmp_path / name) for name in ("one", "other"))
    names = ["stockouts_by_speed.png", "provinces.png", "yuan.png", "months.png"]
    assert [path.name for path in one] == names
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_one_scenario_alone_is_shown_as_a_run(make_run, make_comparison, tmp_path):
    result = make_comparison(scenarios=["without_direct_ordering"])
    tables = make_run().tables
    for name in ("income", "outcomes"):
        result.tables[name] = tables[name].assign(scenario="without_direct_ordering")
    files = [path.name for path in views.draw_comparison(result, tmp_path)]
    assert files == ["income.png", "stockouts_by_speed.png", "yuan.png"]


@pytest.mark.parametrize(
    "draw",
    [
        views.draw_run,
        views.draw_comparison,
        views.draw_attribution,
        views.draw_guesses,
        views.draw_sweep,
    ],
)
def test_without_tables_there_is_no_picture(make_run, draw, tmp_path):
    result = make_run()
    result.tables.clear()
    assert draw(result, tmp_path) == []


def test_empty_tables_and_nan_are_left_out_without_a_word(make_run, make_comparison, tmp_path):
    result = make_run()
    for name, table in result.tables.items():
        result.tables[name] = table.head(0)
    assert views.draw_run(result, tmp_path) == []

    result = make_comparison()
    for name in ("differences", "differences_by_province", "differences_by_month"):
        table = result.tables[name]
        hit = table.index % 3 == 1
        table.loc[hit, ["difference", "low", "high", "relative"]] = np.nan
        table.loc[hit, "clear"] = False
    assert len(views.draw_comparison(result, tmp_path)) == len(views.COMPARISON)
