"""What is fused, what waits, where threads meet and where Python comes, in a day made up here."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.phase import Act, Over, Part, Phase, Tiers, columns
from sim.engine.plan import ANYBODY, LEADER, Planner, Run, steps_of, works_of

FIRST_KEEPER = [0, 2, 3, 4, 5]
STATE = SimpleNamespace(
    keepers=SimpleNamespace(level=np.zeros(5), first_shelf=np.arange(6)),
    shelves=SimpleNamespace(stock=np.zeros(5), keeper=np.arange(5)),
    batches=SimpleNamespace(shelf=np.zeros(0)),
    keepers_at=lambda level: slice(*FIRST_KEEPER[level : level + 2]),
    chunks=np.array([[0, 1, 0, 1, 0, 0], [1, 2, 1, 2, 0, 0]]),
    shops=2,
    shop_shelves=2,
    firms=4,
    firm_shelves=4,
    n_levels=3,
    farm=None,
    online=None,
)


def named(name, over, reads="", writes="shelves: stock", **said):
    """A part that does nothing, under a name."""

    def work(*arguments):
        """Nothing."""

    work.__name__ = name
    return Part(work, over, columns(reads), columns(writes), **said)


def act(name, reads="", writes="shelves: stock", **said):
    """The same of Python."""
    part = named(name, Over.WHOLE, reads, writes)
    return Act(part.work, lambda *asked: True, part.reads, part.writes, **said)


def planned(*steps, due=(), workers=1, sums=None):
    """What is run: lists of steps, each a list of (worker, names); and names of acts."""
    day = (Phase("day", "", steps),)
    items = Planner(STATE, workers, sums or {}).plan(steps_of(day, STATE, None), due)
    return [
        item.do.__name__
        if isinstance(item, Act)
        else [
            [(task.worker, " ".join(work.__name__ for work in task.works)) for task in step]
            for step in item.steps
        ]
        for item in items
    ]


SELL, AGE = named("sell", Over.SHOPS), named("age", Over.SHOPS)
PAY = named("pay", Over.WHOLE, "accounts: revenue", "cells: cash; ledger: money")
CLOSE = named("close", Over.WHOLE)
FUSED = [(ANYBODY, "sell age")] * 2


def test_parts_that_go_over_shops_are_fused_and_what_waits_comes_after():
    assert planned(SELL, PAY, AGE, CLOSE) == [[FUSED, [(LEADER, "pay"), (LEADER, "close")]]]


def test_what_the_shops_need_comes_between():
    sell, age = [(ANYBODY, "sell")] * 2, [(ANYBODY, "age")] * 2
    assert planned(SELL, CLOSE, AGE) == [[sell, [(LEADER, "close")], age]]


@pytest.mark.parametrize(
    ("reads", "writes", "overtaken"),
    [
        ("shelves: price", "cells: cash", True),
        ("shelves: stock", "", False),
        ("", "shelves: price", False),
        ("", "accounts: cash", False),
        ("ledger: money", "ledger: money", True),  # sums, in any order
    ],
)
def test_shops_overtake_what_shares_no_column_with_them(reads, writes, overtaken):
    age = named(
        "age", Over.SHOPS, "shelves: price", "shelves: stock; accounts: cash; ledger: money"
    )
    between = named("between", Over.WHOLE, reads, writes)
    sell, after = [(ANYBODY, "sell")] * 2, [(ANYBODY, "age")] * 2
    together = [FUSED, [(LEADER, "between")]]
    assert planned(SELL, between, age) == [
        together if overtaken else [sell, [(LEADER, "between")], after]
    ]


def test_a_part_may_wait_though_it_shares_columns():
    pay = named("pay", Over.WHOLE, waits=True)
    assert planned(SELL, pay, AGE) == [[FUSED, [(LEADER, "pay")]]]


def test_other_firms_are_at_work_beside_the_shops():
    firms = named("firms", Over.FIRMS), named("more", Over.FIRMS)
    assert planned(SELL, firms[0], AGE, firms[1]) == [[[(ANYBODY, "firms more"), *FUSED]]]


def test_parts_side_by_side_are_one_step():
    close, share = CLOSE, named("share", Over.KEEPERS)
    step = [(ANYBODY, "close"), (0, "share"), (1, "share")]
    assert planned((close, share), workers=2) == [[step]]


def test_tiers_follow_each_other_up_or_down():
    learn, order = named("learn", Over.WHOLE), named("order", Over.LEVEL)
    for upwards, levels in ((True, [1, 1, 2, 2]), (False, [2, 2, 1, 1])):
        phase = Phase("", "", (Tiers((learn, order), upwards),))
        steps = steps_of((phase,), STATE, None)
        assert [level for _, level in steps] == levels
        assert [step for step, _ in steps] == [learn, order] * 2
        (run,) = Planner(STATE, 1, {}).plan(steps, ())
        pieces = [task.piece for step in run.steps for task in step]
        assert [piece.level for piece in pieces] == levels
        ordering = [piece.lo_keeper for piece in pieces[1::2]]
        assert ordering == [1 + level for level in levels[::2]]


def test_python_cuts_the_day_when_it_has_something_to_do():
    look = act("look")
    assert planned(SELL, look, AGE) == [[FUSED]]
    assert planned(SELL, PAY, look, AGE, due=[look]) == [
        [[(ANYBODY, "sell")] * 2, [(LEADER, "pay")]],
        "look",
        [[(ANYBODY, "age")] * 2],
    ]


def test_python_comes_before_what_it_shares_nothing_with():
    look, count = act("look", writes="bazaar: price"), act("count", writes="bazaar: price")
    assert planned(SELL, look, AGE, due=[look]) == ["look", [FUSED]]
    first, sell, age = act("first"), [(ANYBODY, "sell")] * 2, [(ANYBODY, "age")] * 2
    in_turn = [[sell], "first", "count", [age]]
    assert planned(SELL, first, count, AGE, due=[first, count]) == in_turn


def test_python_may_go_ahead_of_the_shops():
    ahead = act("ahead", ahead=True)
    assert planned(CLOSE, SELL, PAY, ahead, AGE, due=[ahead]) == [
        [[(LEADER, "close")]],
        "ahead",
        [FUSED, [(LEADER, "pay")]],
    ]


def test_python_may_wait_or_come_at_night_or_work_beside():
    later, night, beside = act("later", waits=True), act("night", at_night=True), act(
        "beside", beside=True
    )  # fmt: skip
    assert planned(SELL, later, AGE, night, due=[later]) == [[FUSED], "later", "night"]
    items = Planner(STATE, 1, {}).plan([(SELL, 0), (beside, 0), (AGE, 0)], [beside])
    assert [run.beside for run in items] == [[beside]]


def test_other_firms_come_after_what_python_does_beside_the_shops():
    beside, firms = act("beside", beside=True), named("firms", Over.FIRMS)
    (run,) = Planner(STATE, 3, {}).plan([(beside, 0), (SELL, 0), (firms, 0)], [beside])
    assert [task.worker for task in run.steps[0]] == [2, ANYBODY, ANYBODY]  # the last thread's


def test_sums_are_added_up_once_the_last_part_has_added_to_them():
    first, last = (named(name, Over.SHOPS, adds=("pool",)) for name in ("first", "last"))
    sums = {"pool": named("add", Over.WHOLE)}
    assert planned(first, AGE, last, PAY, sums=sums) == [
        [[(ANYBODY, "first age last")] * 2, [(LEADER, "add"), (LEADER, "pay")]]
    ]


def test_what_a_scenario_does_not_need_is_not_even_compiled():
    farm = named("farm", Over.WHOLE, needed=lambda state, rules: state.farm is not None)
    steps = steps_of((Phase("", "", (farm, (farm, CLOSE))),), STATE, None)
    assert steps == [(CLOSE, 0)]
    assert tuple(works_of(steps)) == (CLOSE.work,)


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_shares_are_all_keepers_once(workers):
    share = named("share", Over.KEEPERS)
    (run,) = Planner(STATE, workers, {}).plan([(share, 0)], ())
    assert isinstance(run, Run)
    pieces = [task.piece for task in run.steps[0]]
    assert [task.worker for task in run.steps[0]] == list(range(workers))
    keepers = [keeper for p in pieces for keeper in range(p.lo_keeper, p.hi_keeper)]
    assert keepers == list(range(5))
