"""Tables in narrow terminals: no number is cut, and none is left out."""

import re

import pytest
from rich import box
from rich.table import Table

from sim.cli.fitting import fitted, needed
from sim.cli.printing import show

PAIR = ("without_direct_ordering", "with_direct_ordering")
OTHERS = ("analytics_alone", "direct_ordering_alone", "fast_replenishment_alone", "all_three")
COMMANDS = {
    "compare": ("compare", *PAIR, *OTHERS, "--seeds", 3, "--all"),
    "pairs": ("compare", *PAIR, *OTHERS, "--pairs", "--seeds", 3, "--all"),
    "run": ("run", "base", "--all"),
    "attribute": ("attribute", "all_three", "--seeds", 3),
    "tornado": (
        "tornado", PAIR[1], "--against", PAIR[0], "--seeds", 2,
        "--parameters", "stock.attention,direct.drop_charge",
    ),
    "explain": ("explain", "levers"),
    "diff": ("diff", *PAIR),
    "list": ("list",),
}  # fmt: skip


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"(?<!\S)[-+±]?[\d,.]*\d\S*", text))


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_shows_every_number_at_any_width(sim, monkeypatch, command, columns) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    wide = sim(*COMMANDS[command]).stdout
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = sim(*COMMANDS[command])
    assert shown.exit_code == 0
    assert "…" not in shown.stdout
    assert numbers_in(wide) <= numbers_in(shown.stdout)


def many_columns() -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.caption = "what the signs mean"
    table.add_column("outcome", no_wrap=True)
    for i in range(7):
        table.add_column(f"a scenario numbered {i}", justify="right", max_width=10)
    for row in range(3):
        cells = [f"-{row}{i},345.6 ±{row}{i},789.0*" for i in range(7)]
        table.add_row("Income of manufacturers, RMB/year", *cells, end_section=row == 1)
    return table


@pytest.mark.parametrize("width", [200, 120, 80, 60, 40, 20, 1])
def test_columns_that_have_no_room_stand_in_a_further_block(width, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    show(many_columns())
    shown = capsys.readouterr().out
    for row in range(3):
        for i in range(7):
            assert shown.count(f"-{row}{i},345.6 ±{row}{i},789.0*") == 1
    blocks = list(fitted(many_columns(), width))
    assert [block.columns[0].header for block in blocks] == ["outcome"] * len(blocks)
    assert [bool(block.caption) for block in blocks] == [False] * (len(blocks) - 1) + [True]
    assert all(needed(block) <= width for block in blocks) == (width >= 40)


def test_a_table_that_fits_is_as_wide_as_it_asks() -> None:
    table = Table("short", "long")
    table.add_row("a", "word " * 9)
    (block,) = fitted(table, 120)
    assert [column.width for column in block.columns] == [5, 45]


def test_text_gives_way_and_a_long_word_goes_on_in_the_next_line(monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    table = Table("key", "source")
    table.add_row("population.shops", "https://example.org/" + "x" * 60)
    show(table)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 50
    assert sum(line.count("x") for line in lines) == 60 + 1
    assert "population.shops" in "".join(lines)
