"""How wide a table is: as the terminal, as COLUMNS says, or 120 columns in a file or a pipe."""

import pytest
from rich.table import Table

from sim.cli.printing import show


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
