"""What compiled code does beyond numba's promises still happens with the numba that is installed.

If one of these fails after a new release of numba, its name says what has stopped to happen.
"""

import numba
import numpy as np
import pytest

from sim.engine.machine.beyond_numba import interpreted
from sim.engine.machine.compiling import compiled, compiled_part
from sim.engine.machine.keeping import keep
from sim.engine.machine.kept_code import CodeFolder

ROWS = np.arange(8.0)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Of what was compiled before numba does not show the text."""
    monkeypatch.setattr(CodeFolder, "path", None)


def text_of(function, *arguments):
    """What LLVM has made of a function for such arguments, and of no other."""
    function.compile(tuple(map(numba.typeof, arguments)))
    (text,) = function.inspect_llvm().values()
    begin = text.index(f"{function.__name__}", text.index("\ndefine "))
    return text[text.rindex("\ndefine ", 0, begin) : text.index("\n}", begin)]


def taken(column, place):
    """One row."""
    return column[place]


def put(table, place):
    """Write to one row."""
    table[place, place] = 1


@compiled
def borrower(kept):
    """A column that is handed on from what is kept."""
    column, other = kept.parts
    return column[0] + other[1]


@compiled_part
def doubled(number):
    """Called below with two constants, and with numbers of two widths."""
    return 2 * number


@compiled
def caller(numbers):
    """The sum of four calls."""
    return doubled(1) + doubled(2) + doubled(numbers[0]) + doubled(np.int64(numbers[0]))


def test_an_index_is_not_asked_whether_it_is_below_zero():
    for function, column in ((taken, ROWS), (put, np.zeros((3, 3)))):
        own = text_of(compiled_part(function), column, 1)
        others = text_of(numba.njit(function), column, 1)
        assert "icmp" not in own
        assert "icmp" in others or "ashr" in others


def test_what_is_read_from_a_handle_is_not_counted():
    assert "NRT_incref" not in text_of(borrower, keep((ROWS, ROWS)))


def test_one_function_serves_constants_and_whole_numbers_of_either_width():
    assert caller(np.array([3], np.int32)) == 18
    assert len(doubled.signatures) == 1


def test_what_is_interpreted_is_not_compiled():
    function = compiled(taken)
    with interpreted():
        assert function(ROWS, 3) == ROWS[3]
        assert not function.signatures
    assert function(ROWS, 3) == ROWS[3]
    assert len(function.signatures) == 1


def test_functions_of_others_count_from_the_end_beside_ours():
    ours, others = compiled_part(taken), numba.njit(taken)
    ours.compile((numba.typeof(ROWS), numba.int64))
    assert others(ROWS, -1) == ROWS[-1]
