"""A run that was stopped and goes on gives the bits of one that was not."""

import numpy as np
import pytest

from sim.engine.bits import bits_of
from sim.model import TradeModel
from sim.scenario import read_scenario
from tests.worlds import eventful


@pytest.fixture(scope="module")
def whole():
    return eventful().run()


@pytest.mark.parametrize("day", [1, 20, 38])
def test_a_stopped_run_goes_on_bit_for_bit(day, whole, tmp_path):
    stopped = eventful()
    while stopped.day < day:
        stopped.step()
    stopped.save(tmp_path / "saved.npz")
    later = eventful(threads=2, chunk_shelves=1)
    assert later.go_on_from(tmp_path / "saved.npz")
    assert later.day == day
    later.run()
    assert bits_of(later.state) == bits_of(whole.state)
    np.testing.assert_equal(later.outcomes(), whole.outcomes())
    tables, expected = later.tables(), whole.tables()
    assert tables.keys() == expected.keys()
    for name, table in tables.items():
        for column, values in table.items():
            np.testing.assert_array_equal(values, expected[name][column], f"{name}.{column}")


def test_a_textbook_case_keeps_its_prices_and_seasons(tmp_path):
    sets = ["population.shops=2", "farm.harvest_interval_days=20", "calendar.warmup_days=5"]
    models = [TradeModel(read_scenario("textbook/cobweb", sets=sets)) for _ in range(2)]
    while models[0].day < 70:
        models[0].step()
    models[0].save(tmp_path / "saved.npz")
    assert models[1].go_on_from(tmp_path / "saved.npz")
    whole, later = (model.run() for model in models)
    assert len(later.series()["season_price"]) == 18
    assert later.series() == whole.series()
    np.testing.assert_equal(later.outcomes(), whole.outcomes())


def test_a_book_that_has_grown_is_taken_over(tmp_path):
    sets = ["population.shops=2", "stock.capacity_per_day=[9, 2, 2]", "calendar.warmup_days=0"]
    models = [TradeModel(read_scenario("textbook/serial_chain", sets=sets)) for _ in range(2)]
    rows = len(models[0].state.book.shelf)
    while len(models[0].state.book.shelf) == rows:
        models[0].step()
    models[0].save(tmp_path / "saved.npz")
    assert models[1].go_on_from(tmp_path / "saved.npz")
    assert bits_of(models[0].run().state) == bits_of(models[1].run().state)


@pytest.mark.parametrize("more", [{"seed": 2}, {"sets": ("levers.analytics=0.5",)}])
def test_another_run_does_not_go_on_from_it(more, tmp_path):
    eventful().save(tmp_path / "saved.npz")
    other = eventful(*more.get("sets", ()), seed=more.get("seed", 1))
    before = bits_of(other.state)
    assert not other.go_on_from(tmp_path / "saved.npz")
    assert bits_of(other.state) == before


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 torn"])
def test_a_missing_or_torn_file_is_no_saved_run(content, tmp_path):
    if content is not None:
        (tmp_path / "saved.npz").write_bytes(content)
    model = eventful()
    assert not model.go_on_from(tmp_path / "saved.npz")
    assert model.day == 0


def test_a_file_that_rotted_leaves_the_model_as_it_was(tmp_path):
    path = tmp_path / "saved.npz"
    eventful().save(path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    model = eventful()
    before = bits_of(model.state)
    assert not model.go_on_from(path)
    assert bits_of(model.state) == before
    assert [file.name for file in tmp_path.iterdir()] == ["saved.npz"]


@pytest.mark.parametrize("change", ["shape", "type", "missing", "more", "objects", "about"])
def test_a_changed_file_leaves_the_model_as_it_was(change, tmp_path):
    path = tmp_path / "saved.npz"
    sets = ["population.shops=2", "calendar.warmup_days=0"]
    models = [TradeModel(read_scenario("textbook/serial_chain", sets=sets)) for _ in range(2)]
    models[0].step()
    models[0].save(path)
    with np.load(path) as saved:
        content = {name: saved[name] for name in saved.files}
    name = "levels.first_keeper"
    changed = {
        "shape": {**content, name: np.append(content[name], 0)},
        "type": {**content, name: content[name].astype(np.float32)},
        "missing": {each: array for each, array in content.items() if each != name},
        "more": {**content, "stranger": np.zeros(2)},
        "objects": {**content, name: np.array([{}, None])},
        "about": {**content, "about": np.array("[1, 2")},
    }
    np.savez(path, **changed[change])
    before = bits_of(models[1].state)
    assert not models[1].go_on_from(path)
    assert bits_of(models[1].state) == before
