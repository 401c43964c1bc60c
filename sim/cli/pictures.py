"""The pictures of a result folder, drawn by what kind of result it holds."""

from pathlib import Path

from sim.experiments.results import PICTURES, read_result


def draw(folder: Path) -> list[Path]:
    """Draw all pictures into the folder's own picture folder."""
    from sim.views import draw_attribution, draw_comparison, draw_run, draw_sweep

    result = read_result(folder)
    by_kind = {
        "run": draw_run,
        "compare": draw_comparison,
        "sweep": draw_sweep,
        "attribution": draw_attribution,
    }
    return by_kind[result.manifest["kind"]](result, folder / PICTURES)


def draw_one_map(folder: Path, outcome: str, scenario: str | None) -> list[Path]:
    """Draw a map of an outcome into the folder's own picture folder."""
    from sim.views import draw_map

    return draw_map(read_result(folder), folder / PICTURES, outcome, scenario)
