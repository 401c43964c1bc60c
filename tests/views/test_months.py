from pathlib import Path

import yaml

import sim.world
from sim.views.months import WORLD_AUDIT, draw_months


def test_no_label_lies_on_a_line(make_run):
    figure = draw_months(make_run())
    (axes,) = figure.axes
    last = max(line.get_xdata()[-1] for line in axes.lines)
    assert [text.xy[0] for text in axes.texts] == [last, last]  # both at an end, to the right
    (key,) = figure.legends[0].get_texts()
    assert key.get_text() == "world audit of shelves: 8.3\u00a0%"


def test_the_world_audit_is_the_published_one():
    file = Path(sim.world.__file__).parent / "data" / "evidence.yaml"
    published = [
        entry
        for entries in yaml.safe_load(file.read_text("utf-8")).values()
        if isinstance(entries, list)
        for entry in entries
        if entry.get("id") == "stockout_rate_world"
    ]
    assert [entry["value"] for entry in published] == [WORLD_AUDIT]
