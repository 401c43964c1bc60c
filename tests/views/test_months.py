from pathlib import Path

import yaml

import sim.world
from sim.views.months import WORLD_AUDIT


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
