"""Who stands on which level. No parameter says so: it follows from how many keep stock."""

from typing import NamedTuple


class Roles(NamedTuple):
    """Who stands on the levels above the tiers of middlemen; shops are level 0."""

    makers: int  # the last that keeps stock to order; in a textbook case the top of the chain
    brokers: int
    platform: int  # what farmers offer to shops there
    sources: int  # outside the model

    @property
    def levels(self) -> int:
        """Number of all levels."""
        return self.sources + 1


def roles_of(levels: int) -> Roles:
    """The roles above so many stocking levels."""
    return Roles(levels - 1, levels, levels + 1, levels + 2)
