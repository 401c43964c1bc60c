"""The day: its order is the design's, and running phases together does what one by one does."""

from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from sim.engine.bits import bits_of
from sim.engine.phase import Act, Over, Part, apart
from sim.engine.pieces import PIECES, all_of
from sim.engine.plan import ANYBODY, Planner, steps_of
from sim.engine.schedule import Today
from sim.model import TradeModel, day
from sim.model.calendar import first_day
from sim.model.reduction import SUMS
from sim.phases.entry.exits import CLOSE
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


def test_what_looks_at_shops_one_by_one_is_fused():
    """Between two meetings of the threads, unless Python comes between."""
    model = eventful()
    run, night = Planner(model.state, 1, SUMS).plan(steps_of(day.DAY, model.state, model.rules), [])
    assert night == CLOSE
    fused = [[task.works for task in step if len(task.works) > 2] for step in run.steps]
    names = [[work.__name__ for work in works[-1]] for works in fused if works]
    assert names == [
        [
            *("arrive", "draw_shelf_orders", "draw", "sell", "spoil", "learn"),
            *("review_levels", "write_orders"),
        ],
        ["notice_prices", "post_in_shops", "close_shops", "swap", "review"],
    ]


@pytest.mark.parametrize("workers", [1, 3])
def test_each_part_works_on_every_piece_once_a_day(workers):
    model = eventful()
    steps = steps_of(day.DAY, model.state, model.rules)
    run, _ = Planner(model.state, workers, SUMS).plan(steps, [])
    done = Counter((work, task.piece) for step in run.steps for task in step for work in task.works)
    asked = Counter()
    for step, level in steps:
        if not isinstance(step, Act):
            for part in (step,) if isinstance(step, Part) else step:
                for piece in PIECES[part.over](model.state, level, workers):
                    asked[part.work, piece] += 1
    whole = all_of(model.state, 0, workers)[0]
    assert done == asked + Counter((part.work, whole) for part in SUMS.values())


def test_parts_that_follow_each_other_in_the_list_do_so_in_the_day():
    """But for shops and other firms, who are at work at once and overtake what is not theirs."""
    model = eventful()
    steps = steps_of(day.DAY, model.state, model.rules)
    run, _ = Planner(model.state, 2, SUMS).plan(steps, [])
    begins = {}
    for number, step in enumerate(run.steps):
        for task in step:
            for work in task.works:
                begins.setdefault(work, number)
    alone = [
        step.work
        for step, _ in steps
        if isinstance(step, Part) and step.over not in (Over.SHOPS, Over.FIRMS)
    ]
    places = [begins[work] for work in dict.fromkeys(alone)]
    assert places == sorted(places)


PARTS = [each for phase in day.DAY for each in phase.each]


def test_what_takes_a_turn_of_its_own_does_so_against_the_columns():
    """A word that says so is needed: without it the columns would have it otherwise."""
    said = {
        (each.do if isinstance(each, Act) else each.work).__name__: each
        for each in PARTS
        if each.waits or (isinstance(each, Act) and each.ahead)
    }
    assert set(said) == {"settle_online", "join_platform", "begin_levers", "meet_shocks"}
    shops = [each for each in PARTS if isinstance(each, Part) and each.over == Over.SHOPS]
    for name, each in said.items():
        place = PARTS.index(each)
        others = [shop for shop in shops if (PARTS.index(shop) > place) == each.waits]
        assert not all(apart(each, other) for other in others), name


def test_what_python_does_beside_the_shops_shares_nothing_with_them():
    model = eventful("levers.new_retail=1")
    part_of = {each.work: each for each in PARTS if isinstance(each, Part)}
    for each in PARTS:
        if isinstance(each, Act) and each.beside:
            items = Planner(model.state, 2, SUMS).plan(
                steps_of(day.DAY, model.state, model.rules), [each]
            )
            (run,) = (item for item in items if not isinstance(item, Act) and item.beside)
            works = {w for task in run.steps[0] if task.worker == ANYBODY for w in task.works}
            assert works and all(apart(each, part_of[work]) for work in works)


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


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("world", WORLDS)
def test_many_days_at_once_and_one_by_one_give_the_same_bits(world, threads):
    at_once, stepped = (WORLDS[world](threads=threads) for _ in range(2))
    at_once.play(at_once.days_total)
    stepped.run()
    assert bits_of(at_once.state) == bits_of(stepped.state)
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
