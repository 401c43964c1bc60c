"""Text from outside is shown as text: what steers a terminal, or hides, is written out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.visible import STEERING, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a \x1b[31mred\x1b[0m title", r"a \x1b[31mred\x1b[0m title"),
        ("C1: \x9b31m", r"C1: \x9b31m"),
        ("tab\t, bell\x07, return\r", r"tab\t, bell\x07, return\r"),
        ("left \u202egnihtemos\u2069", r"left \u202egnihtemos\u2069"),
        ("zero\u200bwidth \ufeff \u2028", r"zero\u200bwidth \ufeff \u2028"),
        ("not UTF-8: \udcff", r"not UTF-8: \udcff"),
        ("95\u00a0% of 麦子 [/red] $x$ 🙂", "95\u00a0% of 麦子 [/red] $x$ 🙂"),
    ],
)
def test_steering_characters_are_written_out_and_no_others(text: str, shown: str) -> None:
    assert visible(text) == one_line(text) == shown


def test_lines_stay_or_are_written_out() -> None:
    assert visible("one\ntwo\x1b") == "one\ntwo\\x1b"
    assert one_line("one\ntwo\x1b") == "one\\ntwo\\x1b"


@given(st.text(st.characters(categories=sorted({"L", "N", "P", *STEERING}))))
def test_nothing_steers_afterwards(text: str) -> None:
    assert not [c for c in one_line(text) if unicodedata.category(c) in STEERING]
    one_line(text).encode()
