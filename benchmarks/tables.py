"""Tables for the terminal and, in Markdown, for a page; those of the full model."""

from rich.console import Console
from rich.table import Table

Lines = list[list[str]]


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


def of_the_whole(full: dict) -> Lines:
    """Seconds."""
    compiling = full["compiling"]
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


def print_table(title: str, lines: Lines, console: Console) -> None:
    """One table for the terminal; its first line is the head."""
    table = Table(title=title, title_justify="left")
    for at, name in enumerate(lines[0]):
        table.add_column(name, justify="right" if at else "left")
    for line in lines[1:]:
        table.add_row(*line)
    console.print(table)


def as_markdown(title: str, lines: Lines) -> str:
    """One table for a page."""
    rule = ["---", *["---:"] * (len(lines[0]) - 1)]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))
    return f"### {title}\n\n{rows}"
