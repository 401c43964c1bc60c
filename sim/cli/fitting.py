"""Tables in the width of a terminal, in which nothing is cut, and no number broken.

Text gives way first, the widest column most. What still does not fit is told in blocks of columns,
each of which begins with the table's first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.measure import Measurement
from rich.table import Column, Table

from sim.cli.plain_console import PlainConsole

LONG_WORD = 24  # letters; a longer one may go on in the next line, as no number does
MARGIN = 0.4  # of the width: what the first column keeps, and words of others have, at the most
ENDLESS = 1_000_000


class Sized(NamedTuple):
    """A column, and between which widths it can be."""

    column: Column
    least: int
    most: int


def fitted(table: Table, width: int) -> Iterator[Table]:
    """The table, or blocks of its columns, each as wide as it may be, or has to be.

    width  of the terminal
    """
    console = PlainConsole(width=ENDLESS)
    margin = int(MARGIN * width)
    sized = [_sized(column, console, min(LONG_WORD, margin)) for column in table.columns]
    if sized and width < _needed(table, sized):
        first = sized[0]
        sized[0] = first._replace(least=max(first.least, min(first.most, margin)))
    blocks = list(_blocks(table, sized, width))
    for block in blocks:
        frame = _needed(table, block) - sum(one.least for one in block)
        part = _part(table, block, _shared(block, width - frame))
        if block is blocks[-1]:
            part.caption, part.caption_justify = table.caption, table.caption_justify
        yield part


def needed(table: Table) -> int:
    """How wide a table is whose columns have their width."""
    console = PlainConsole(width=ENDLESS)
    return Measurement.get(console, console.options, table).maximum


def _sized(column: Column, console: PlainConsole, long_word: int) -> Sized:
    """Between its longest word, or number, and its longest line, which may be limited."""
    texts = [console.render_str(str(text)) for text in (column.header, *column.cells)]
    sizes = [Measurement.get(console, console.options, text) for text in texts]
    heading, cells = sizes[0], sizes[1:]
    if column.justify == "right":
        least = max([heading.minimum, *(cell.maximum for cell in cells)])
    else:
        least = min(long_word, max(size.minimum for size in sizes))
    most = max(size.maximum for size in sizes)
    return Sized(column, least, max(least, min(most, column.max_width or most)))


def _blocks(table: Table, sized: Sequence[Sized], width: int) -> Iterator[list[Sized]]:
    """As many columns a block as have room, one at least besides the first."""
    block = list(sized[:1])
    for one in sized[1:]:
        if len(block) > 1 and _needed(table, [*block, one]) > width:
            yield block
            block = list(sized[:1])
        block.append(one)
    yield block


def _needed(table: Table, block: Sequence[Sized]) -> int:
    """How wide a block is at least, with its frame."""
    return needed(_part(table, block, [one.least for one in block]))


def _shared(block: Sequence[Sized], room: int) -> list[int]:
    """Widths that fill the room: the widest give way first, none below its least."""
    limit = max((one.most for one in block), default=0)
    widths = [one.most for one in block]
    while sum(widths) > room and limit > 0:
        limit -= 1
        widths = [max(one.least, min(one.most, limit)) for one in block]
    return widths


def _part(table: Table, block: Sequence[Sized], widths: Sequence[int]) -> Table:
    """Some columns of a table, at these widths."""
    part = Table(box=table.box, padding=table.padding, pad_edge=table.pad_edge)
    for (column, *_), width in zip(block, widths, strict=True):
        part.add_column(column.header, justify=column.justify, width=width, overflow="fold")
    cells = zip(*(one.column.cells for one in block), strict=True)
    for row, texts in zip(table.rows, cells, strict=True):
        part.add_row(*texts, end_section=row.end_section)
    return part
