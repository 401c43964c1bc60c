"""What was measured, as tables for the terminal and, in Markdown, for docs/benchmarks.md."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rows import ENGINE, MEMORY, ROWS

from sim.evidence.answers.lost_sales import base_stock

EXACT = base_stock(level=12, mean=5.0, lead_time=2).fill_rate
TOLERANCE = 0.001

Lines = list[list[str]]
HEAD = [
    "program",
    "ns a shop-day, least",
    "median",
    "bytes a shop",
    "set-up, s",
    "against ours",
    "fill rate",
]


def titled(measured: dict) -> Iterator[tuple[str, Lines]]:
    """Each table with its title; its first line is the head."""
    small = measured["small_task"]
    for shops in sorted({row["shops"] for row in small}):
        yield f"Small task, {shops:,} shops", of_size([r for r in small if r["shops"] == shops])
    yield "Full model, a day by phase", of_phases(measured["full_model"]["phases"])
    yield "As a whole", of_the_whole(measured)


def of_size(rows: list[dict]) -> Lines:
    """The programs at one number of shops; dashes for one that is absent or would take too long."""
    found = {row["row"]: row for row in rows}
    ours = found[ENGINE.name]["ns"]
    lines = [HEAD]
    for name in (row.name for row in ROWS):
        if name not in found:
            lines.append([name, *"-" * 6])
            continue
        row = found[name]
        if name != MEMORY.name and abs(row["fill_rate"] - EXACT) > TOLERANCE:
            lines.append([name, *"-" * 5, f"refused: {row['fill_rate']:.4f}"])
            continue
        fill_rate = "-" if name == MEMORY.name else f"{row['fill_rate']:.4f}"
        lines.append(
            [
                name,
                short(row["ns"]),
                short(row["ns_median"]),
                f"{row['bytes']:,.0f}",
                f"{row['setup_s']:.3f}",
                short(row["ns"] / ours),
                fill_rate,
            ]
        )
    return lines


def of_phases(phases: dict) -> Lines:
    """Nanoseconds a shelf-day: shop phases one by one, what is not shop by shop, and the sums."""
    shops, others, watching = phases["shops"], phases["others"], phases["watching"]
    whole = phases["together"] + sum(others.values()) + sum(watching.values())
    lines = [["phase", "shops, ns", "the others, ns", "share of the day"]]
    for name in dict.fromkeys([*shops, *others]):
        # Alone, a phase finds no shelf in the cache: its share is of what they take together.
        alone = shops.get(name, 0.0) * phases["together"] / sum(shops.values())
        cells = [short(part[name]) if name in part else "-" for part in (shops, others)]
        lines.append([name, *cells, f"{(alone + others.get(name, 0.0)) / whole:.1%}"])
    lines += [[name, "-", short(ns), f"{ns / whole:.1%}"] for name, ns in watching.items()]
    rest = sum(others.values()) + sum(watching.values())
    lines.append(["one by one", short(sum(shops.values())), short(rest), "-"])
    lines.append(["together, as it runs", short(phases["together"]), short(rest), "100.0%"])
    return lines


def of_the_whole(measured: dict) -> Lines:
    """Seconds."""
    full, compiling = measured["full_model"], measured["compiling"]
    shelf_days = full["shelves"] * full["days"]
    lines = [["what", "seconds", "ns a shelf-day"]]
    for threads, seconds in full["runs"].items():
        name = f"default run, {threads} thread{'s' if int(threads) > 1 else ''}, set-up included"
        lines.append([name, f"{seconds:.2f}", short(seconds * 1e9 / shelf_days)])
    lines.append(["20 paired runs (`sim compare`, 10 seeds)", f"{full['pairs_s']:.1f}", "-"])
    lines.append(
        ["first days of the small task, nothing compiled", f"{compiling['cold']:.1f}", "-"]
    )
    lines.append(["the same, compiled code in the cache", f"{compiling['warm']:.2f}", "-"])
    return lines


def short(number: float) -> str:
    """Two or three figures."""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def show(measured: dict, console: Console) -> None:
    """Print every table."""
    console.print(conditions(measured))
    for title, lines in titled(measured):
        print_table(title, lines, console)


def print_table(title: str, lines: Lines, console: Console) -> None:
    """One table for the terminal; its first line is the head."""
    table = Table(title=title, title_justify="left")
    for at, name in enumerate(lines[0]):
        table.add_column(name, justify="right" if at else "left")
    for line in lines[1:]:
        table.add_row(*line)
    console.print(table)


def markdown(measured: dict) -> str:
    """The same for docs/benchmarks.md."""
    tables = (as_markdown(title, lines) for title, lines in titled(measured))
    return "\n\n".join([conditions(measured), *tables])


def as_markdown(title: str, lines: Lines) -> str:
    """One table for a page."""
    rule = ["---", *["---:"] * (len(lines[0]) - 1)]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))
    return f"### {title}\n\n{rows}"


def conditions(measured: dict) -> str:
    """On what it ran."""
    machine = measured["machine"]
    return f"{machine['cores']} cores, {machine['processor']}; {measured['rounds']} rounds."
