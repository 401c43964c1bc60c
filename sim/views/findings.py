"""Sentences about changes, made from the numbers: more, less, or no clear change."""

from collections.abc import Mapping

from sim.views.changes import Change, share_of_base
from sim.views.numbers import percent, rmb
from sim.views.provenance import Provenance
from sim.views.vocabulary import KINDS, listed

# In the order of the question: for whom?
ORDER = ("shop_owner", "middleman", "farmer", "manufacturer")


def income_finding(changes: Mapping[str, Change], source: Provenance) -> str:
    """Who earns more and who less in the headline scenario, and for whom that is not clear.

    changes  of the headline scenario, by outcome
    """
    moved: list[str] = []
    unclear: list[str] = []
    for kind in ORDER:
        change = changes.get(f"income.{kind}")
        name = KINDS[kind].lower()
        if change is not None and change.clear:
            moved.append(f"{name}{'' if moved else ' earn'} {_more_or_less(change)}")
        elif change is not None:
            unclear.append(name)
    parts = [", ".join(moved)] if moved else []
    if unclear:
        parts.append(f"no clear change for {listed(unclear)}")
    return f"{source.titles[source.headline]}: {'; '.join(parts)}"


def rate_finding(what: str, before: float, after: float) -> str:
    """How a share moves from one scenario to the other: falls, rises or stays."""
    start, end = percent(before), percent(after)
    if start == end:
        return f"{what} stay at {start}"
    return f"{what} {'fall' if after < before else 'rise'} from {start} to {end}"


def _more_or_less(change: Change) -> str:
    share = share_of_base(change)
    has_percent = share >= -1  # no one earns 700 % less; nan where the base is not positive
    size = percent(abs(share)) if has_percent else rmb(abs(change.difference))
    return f"{size} {'more' if change.difference > 0 else 'less'}"
