"""Tables and lists in Markdown."""

from collections.abc import Iterable


def table(heads: Iterable[object], rows: Iterable[Iterable[object]], align: str = "---") -> str:
    """A table; a bar inside a cell is written so that it does not end the cell."""
    heads = tuple(heads)
    lines = [_row(heads), f"|{f'{align}|' * len(heads)}", *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(names: Iterable[object]) -> str:
    """Names as code, with commas between."""
    return ", ".join(f"`{name}`" for name in names)


def first_sentence(docstring: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((docstring or "").partition("\n\n")[0].split())


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"
