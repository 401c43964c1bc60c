"""Every parameter by group: meaning, value, unit, range, status and source."""

from parts.markdown import code, first_sentence, table
from sim.scenario.catalogue import GROUPS, PARAMETERS
from sim.scenario.declaration import LEFT_ALONE
from sim.scenario.explaining import Explanation, explain

HEADS = ("parameter", "meaning", "value", "unit", "range", "status", "source")


def parameters() -> str:
    """A section a group."""
    known = [explain(key) for key in PARAMETERS]
    sections = [table(HEADS, map(_row, (each for each in known if "." not in each.key)))]
    for name, group in GROUPS.items():
        rows = map(_row, (each for each in known if each.key.startswith(f"{name}.")))
        head = f"## {name}\n\n{first_sentence(group.__doc__)}"
        sections.append(f"{head}\n\n{table(HEADS, rows)}")
    return "\n\n".join(sections)


def lever_effects() -> str:
    """What each lever is, what it is there to change, and what it does not touch itself."""
    rows = (
        (f"`{key}`", each.meaning, code(each.effects.changes), code(each.effects.leaves_alone))
        for key, each in PARAMETERS.items()
        if key.startswith("levers.")
    )
    heads = ("lever", "what its level means", "changes", f"leaves alone, within {LEFT_ALONE:.1%}")
    return table(heads, rows)


def _row(each: Explanation) -> tuple[str, ...]:
    low_to_high = " to ".join(f"{end:g}" for end in each.plausible or ())
    value = f"{each.value:.12g}" if isinstance(each.value, float) else str(each.value)
    cells = (f"`{each.key}`", each.meaning, f"`{value}`", each.unit, low_to_high or "a choice")
    return (*cells, each.status, each.source)
