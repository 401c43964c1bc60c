"""The map of a swept lever: white where it changes nothing, and a line that stands out."""

import numpy as np
from matplotlib.figure import Figure

from sim.views.sweep_map import draw_map
from sim.views.sweep_table import sweep_table

VARY = {
    "direct.minimum_order": [1.0, 2.0],
    "direct.platform_fee": [0.01, 0.3],
    "levers.direct_ordering": [0.0, 1.0],
}
INCOME = "income.shop_owner"


def drawn(make_sweep, gain_above, noise, break_even=None):
    """The map of gains of 900 at the small fee, and another at the large one."""
    result = make_sweep(VARY, [INCOME], break_even=break_even)
    points = result.tables["points"]
    gain = np.where(points["direct.platform_fee"] < 0.1, 900.0, gain_above)
    gain += noise * (points["seed"] - 3)
    points[INCOME] = 9000.0 + gain * points["levers.direct_ordering"]
    axes = Figure().subplots()
    draw_map(axes, sweep_table(result), INCOME)
    return axes


def test_the_break_even_parts_what_is_above_zero_from_what_is_not(make_sweep):
    axes = drawn(make_sweep, gain_above=0.0, noise=9)
    (image,), lines = axes.images, axes.lines
    assert [line.get_linestyle() for line in lines] == ["--", "-"]
    line = lines[-1]
    assert np.all(np.asarray(image.cmap(image.norm(0.0))) > 0.96)
    assert image.norm.vmin == -image.norm.vmax
    assert [text.get_text() for text in axes.texts] == ["+900", "+900", "0", "0"]
    ends = np.column_stack(line.get_data()).tolist()
    assert [end for end in ends if end == end and end[1] == end[1]] == [
        [-0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [1.5, 0.5],
    ]  # fmt: skip


def test_a_stated_sum_moves_the_line_and_dashes_show_what_is_not_sure(make_sweep):
    assert len(drawn(make_sweep, 400.0, noise=9).lines) == 0  # all above zero
    for noise, styles in ((9, ["--", "--", "-"]), (200, ["--", "-"])):
        lines = drawn(make_sweep, 400.0, noise=noise, break_even=500).lines
        assert [line.get_linestyle() for line in lines] == styles
