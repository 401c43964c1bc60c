"""The day: its order is the design's, and running phases together does what one by one does."""

import ast
from pathlib import Path

import pytest

from sim.engine.phase import Locality
from sim.evidence.bits import bits_of
from sim.model import TradeModel, by_day, closing, day, evening
from sim.model.calendar import today_of
from sim.model.turns import TURNS
from tests.worlds import eventful

DESIGN = (
    "arrivals",
    "demand",
    "sales",
    "spoilage",
    "forecasting",
    "ordering",
    "shipping",
    "harvest",
    "market",
    "accounting",
    "adoption",
)


def test_the_day_has_the_order_of_the_design():
    assert tuple(phase.name for phase in day.DAY) == DESIGN


def test_a_phase_is_a_file_of_its_name():
    for phase in day.DAY:
        assert Path(f"sim/phases/{phase.name}.py").is_file()


def test_turns_have_the_order_of_the_day_and_leave_nothing_out():
    names = [phase.name for phase in day.DAY]
    for turn in TURNS:
        assert [name for name in names if name in turn] == list(turn)
    assert {name for turn in TURNS for name in turn} == set(names)
    by_shop = {phase.name for phase in day.DAY if phase.chunk}
    assert by_shop == {*by_day.PHASES, *closing.PHASES}


def test_what_has_no_chunk_looks_at_everything():
    for phase in day.DAY:
        if phase.chunk is None:
            assert phase.locality == Locality.GLOBAL


def choices_of(module, kind):
    """The phases that the body of a turn runs, and the part that it calls of each, in order."""
    tree = ast.parse(Path(module.__file__).read_text())
    work = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    inside = next((node for node in work.body if isinstance(node, kind)), work)
    for node in inside.body:
        if isinstance(node, ast.If):
            tests = [t for t in ast.walk(node.test) if isinstance(t, ast.Compare)]
            numbers = [
                t.comparators[0].elts[1].value for t in tests if isinstance(t.ops[0], ast.In)
            ]
            yield numbers, node.body[0].value.func


@pytest.mark.parametrize("turn", [by_day, closing])
def test_a_turn_of_the_shops_calls_the_chunks_in_the_order_of_the_day(turn):
    for place, (numbers, called) in enumerate(choices_of(turn, ast.While)):
        assert numbers == [place]
        assert (called.value.id, called.attr) == (turn.PHASES[place], "chunk")
    assert place == len(turn.PHASES) - 1


def test_the_evening_calls_its_phases_in_the_order_of_the_day():
    for place, (numbers, called) in enumerate(choices_of(evening, ast.While)):
        assert (numbers, called.value.id) == ([place], evening.PHASES[place])
    assert place == len(evening.PHASES) - 1


SHOCKS = (
    "shocks.fuel_price={size: 1, from: 2016-03-28, to: 2016-04-08}",
    "shocks.platform_outage={size: 0.5, from: 2016-04-03, to: 2016-04-05}",
)
NEW_YEAR = (
    "calendar.start=2016-12-20",
    "calendar.end=2017-01-10",
    "levers.analytics=0.5",
    "levers.direct_ordering={level: historical, from: 2016-12-25}",
)
WORLDS = {
    "levers": eventful,
    "shocks and new retail": lambda: eventful("levers.new_retail=1", *SHOCKS),
    "New Year": lambda: eventful(*NEW_YEAR, "levers.targeted_relief=1"),
    "beer game": lambda: TradeModel("textbook/beer_game"),
}


@pytest.mark.parametrize("world", WORLDS)
def test_all_turns_at_once_and_turn_by_turn_give_the_same_bits(world, monkeypatch):
    together, apart = WORLDS[world](), WORLDS[world]()
    together.run()
    always = tuple(phase._replace(interrupts=lambda *_: True) for phase in day.DAY)
    monkeypatch.setattr(day, "DAY", always)
    apart.run()
    assert bits_of(together.state) == bits_of(apart.state)


@pytest.mark.parametrize("chunk_shelves", [1, 1024])
def test_together_and_one_by_one_give_the_same_bits(chunk_shelves):
    fused, single = (eventful(chunk_shelves=chunk_shelves) for _ in range(2))
    for number in range(fused.days_total):
        fused.step()
        today = today_of(single.asked, 1, number)
        for phase in day.DAY:
            day.run_phase(phase, single.state, single.rules, today, single.crew)
    assert bits_of(fused.state) == bits_of(single.state)
