"""Parameters that don't go together, and the values among which they are sought."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sim.scenario.levels import levels_of
from sim.scenario.settings import Setting


class Clash(NamedTuple):
    """Parameters that don't go together."""

    keys: tuple[str, ...]
    wrong: str
    allowed: str


class UncheckableError(Exception):
    """A value that a check needs is wrong by itself."""


class Values:
    """The values by key; asking for one that is wrong by itself ends the check."""

    def __init__(self, settings: Mapping[str, Setting], failed: Collection[str]) -> None:
        self.settings = settings
        self.failed = failed

    def __getitem__(self, key: str) -> Any:
        if key in self.failed:
            raise UncheckableError
        return self.settings[key].value

    @property
    def levels(self) -> int:
        """Stocking levels."""
        return levels_of(self["population.kind"], self["population.levels"])
