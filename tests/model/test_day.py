"""The day: its order is the design's, and running phases together does what one by one does."""

import ast
from pathlib import Path

import pytest

from sim.engine.phase import Locality
from sim.evidence.bits import bits_of
from sim.model import day, shops_together
from sim.model.calendar import today_of
from sim.model.shops_together import AT_CLOSING, BY_DAY
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


def test_phases_that_run_together_are_adjacent():
    by_shop = [turn for turn in day.turns() if turn[0].chunk]
    together = [tuple(phase.name for phase in turn) for turn in by_shop]
    assert together == [BY_DAY, AT_CLOSING]


def test_what_has_no_chunk_looks_at_everything():
    for phase in day.DAY:
        if phase.chunk is None:
            assert phase.locality == Locality.GLOBAL


@pytest.mark.parametrize(
    ("name", "together"), [("work_by_day", BY_DAY), ("work_at_closing", AT_CLOSING)]
)
def test_a_fused_loop_calls_the_chunks_in_the_order_of_the_day(name, together):
    module = ast.parse(Path(shops_together.__file__).read_text())
    fused = next(
        node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == name
    )
    (loop,) = (node for node in fused.body if isinstance(node, ast.While))
    choices = [node for node in loop.body if isinstance(node, ast.If)]
    called = []
    for place, choice in enumerate(choices):
        (_, number) = choice.test.comparators[0].elts
        (step,) = choice.body
        assert number.value == place
        assert step.value.func.attr == "chunk"
        called.append(step.value.func.value.id)
    assert tuple(called) == together


@pytest.mark.parametrize("chunk_shelves", [1, 1024])
def test_together_and_one_by_one_give_the_same_bits(chunk_shelves):
    fused, single = (eventful(chunk_shelves=chunk_shelves) for _ in range(2))
    for number in range(fused.days_total):
        fused.step()
        today = today_of(single.asked, 1, number)
        for phase in day.DAY:
            day.take_turn((phase,), single.state, single.rules, today, single.crew)
    assert bits_of(fused.state) == bits_of(single.state)
