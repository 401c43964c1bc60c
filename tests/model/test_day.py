"""The day: its order is the design's, and running phases together does what one by one does."""

import ast
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from sim.engine.phase import EVERY, Locality
from sim.engine.schedule import Today
from sim.evidence.bits import bits_of
from sim.model import TradeModel, by_day, closing, day, evening
from sim.model.calendar import first_day
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
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    work = next(node for node in functions if node.name == "work")
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


PART_OF = {"pooling": "forecasting"}  # modules that hold a part of a phase


def test_the_evening_calls_its_phases_in_the_order_of_the_day():
    for place, (numbers, called) in enumerate(choices_of(evening, ast.While)):
        module = PART_OF.get(called.value.id, called.value.id)
        assert (numbers, module) == ([place], evening.PHASES[place])
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
POOR = ("credit.arrears_days=3", "credit.cash_days=1", "credit.overdraft_days=0", "credit.days=7")
WORLDS = {
    "levers": eventful,
    "shocks and new retail": partial(eventful, "levers.new_retail=1", *SHOCKS),
    "New Year": partial(eventful, *NEW_YEAR, "levers.targeted_relief=1"),
    "poor firms": partial(eventful, *POOR),
    "beer game": partial(TradeModel, "textbook/beer_game"),
}


def turn_by_turn(model):
    """Play all days so that Python comes between any two turns."""
    for numbers in model.days.tolist():
        model.state.make_room_in_book()
        for turn in range(len(TURNS)):
            day.take_turn(turn, EVERY, model.state, model.rules, Today(*numbers), model.workers)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("world", WORLDS)
def test_many_days_at_once_one_by_one_and_turn_by_turn_give_the_same_bits(world, threads):
    at_once, stepped, turned = (WORLDS[world](threads=threads) for _ in range(3))
    at_once.play(at_once.days_total)
    stepped.run()
    turn_by_turn(turned)
    assert bits_of(at_once.state) == bits_of(stepped.state) == bits_of(turned.state)
    assert repr(at_once.outcomes()) == repr(stepped.outcomes())


@pytest.mark.parametrize("chunk_shelves", [1, 1024])
def test_together_and_one_by_one_give_the_same_bits(chunk_shelves):
    fused, single = (eventful(chunk_shelves=chunk_shelves) for _ in range(2))
    for numbers in fused.days.tolist():
        fused.step()
        for phase in day.DAY:
            day.run_phase(phase, single.state, single.rules, Today(*numbers), single.workers)
    assert bits_of(fused.state) == bits_of(single.state)


def test_poor_firms_close():
    """So that one of these worlds has nights after which Python has to come unforeseen."""
    model = eventful(*POOR).run()
    assert (model.state.keepers.open[: model.state.firms] == 0).sum() > 1


def test_days_at_once_stop_where_somebody_looks():
    """At a month's end, the eve of counting, a lever or a shock; and on the day after each."""
    model, stops = eventful(), []
    model.play(model.days_total, on_days=lambda day, days: stops.append(day))
    assert stops[-1] == model.days_total and len(stops) < model.days_total / 2
    dates = [first_day(model.asked) + timedelta(days=day) for day in stops]
    for date in ("2016-03-20", "2016-03-25", "2016-04-01", "2016-04-02"):
        assert f"{date}" in map(str, dates)


def test_days_are_played_up_to_the_one_asked_for():
    model = eventful()
    for until in (1, 9, 10, 30):
        model.play(until)
        assert model.day == until and model.running
    model.play(model.days_total)
    assert not model.running
