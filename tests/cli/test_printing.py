"""How wide a table is: as the terminal, as COLUMNS says, or 120 columns in a file or a pipe."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest
from rich.table import Table

from sim.cli.endings import say
from sim.cli.printing import show, show_json, tell


@pytest.mark.parametrize(("columns", "width"), [(None, 120), ("80", 80), ("200", 200)])
def test_long_text_is_broken_where_the_reader_expects_it(
    monkeypatch, capsys, columns: str | None, width: int
) -> None:
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    table = Table("text")
    table.add_row("word " * 100)
    show(table)
    assert {len(line) for line in capsys.readouterr().out.splitlines()} == {width}


@pytest.mark.parametrize(
    ("encoding", "half"), [("ascii", "+-0.4"), ("cp1252", "±0.4"), ("koi8-r", "+-0.4")]
)
def test_what_an_encoding_lacks_is_spelt_in_letters_that_it_has(
    monkeypatch, encoding: str, half: str
) -> None:
    printed = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(printed, encoding))
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    table = Table("change", "name")
    table.add_row("-4.9 ±0.4", "麦子")
    table.add_row("-14.9 ±0.44", "Bühl")
    show(table)
    tell("-4.9 ±0.4")
    say("-4.9 ±0.4")
    text = printed.getvalue().decode(encoding)
    assert text.count(f"-4.9 {half}") == 3
    assert r"\u9ea6\u5b50" in text
    assert len({len(line) for line in text.splitlines()[:-2]}) == 1  # columns stay in line
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(as_json := BytesIO(), encoding))
    show_json({"name": "麦子 ±"})
    assert json.loads(as_json.getvalue().decode(encoding)) == {"name": "麦子 ±"}
