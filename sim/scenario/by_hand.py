"""What a command changed of its scenarios with --set, in words beside their titles."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.differing import plain
from sim.scenario.reading import SET
from sim.scenario.scenario import Scenario

SCALE = "scale"  # makes no title false
ROOM = 110  # letters
LONGEST = 50  # letters of a value


def set_by_hand(scenario: Scenario) -> dict[str, Any]:
    """The values given with --set by dotted key, in plain JSON types."""
    settings = scenario.settings.items()
    return {key: plain(one.value) for key, one in settings if one.position.file == SET}


def title_with(title: str, changes: Mapping[str, Any]) -> str:
    """A title that claims no more than is so; changes as `set_by_hand` gives them."""
    return f"{title}, changed" if set(changes) - {SCALE} else title


def changed_in_words(changes: Mapping[str, Any]) -> str:
    """With --set: stock.moq = 2, and 3 more; as many as have room, the first always. "" without."""
    if not changes:
        return ""
    said = [f"{key} = {_text(value)}" for key, value in changes.items()]
    shown = 1
    while shown < len(said) and len(", ".join(said[: shown + 1])) <= ROOM:
        shown += 1
    more = [f"and {len(said) - shown} more"] if shown < len(said) else []
    return f"With --set: {', '.join([*said[:shown], *more])}"


def _text(value: Any) -> str:
    """A value as --set takes it, cut where it is long."""
    if isinstance(value, list):
        text = f"[{', '.join(map(_text, value))}]"
    elif isinstance(value, dict):
        text = f"{{{', '.join(f'{key}: {_text(part)}' for key, part in value.items())}}}"
    else:
        text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
