"""Places of provinces were reported: the answer is the probability that they come out so."""

from typing import NamedTuple

from sim.evidence.claims.answer import Answer, Holds, if_defined, probability
from sim.evidence.claims.numbers import COAST, INLAND, Numbers, provinces_in
from sim.evidence.claims.reported import Claim


class Order(NamedTuple):
    """The claim's provinces are the first of all, in their order."""

    outcome: str

    def asks(self, claim: Claim) -> str:
        """The ranks."""
        return f"ranks in {self.outcome}"

    def reported(self, claim: Claim) -> str:
        """Which ones."""
        return f"first: {', '.join(claim.order)}"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The share of seeds in which each has its rank."""

        def holds(numbers: Numbers) -> Holds:
            ranks = numbers.ranks(self.outcome)[list(claim.order)]
            return (ranks == list(range(1, len(claim.order) + 1))).all(axis=1)

        note = _ranks(on, self.outcome, claim.order)
        return probability(holds(on), if_defined(holds, off), note)


class AmongTop(NamedTuple):
    """The claim's provinces are among the first, and all of those are where the claim says."""

    outcome: str
    beside: str = ""  # another outcome, whose answer is told beside this one's

    def asks(self, claim: Claim) -> str:
        """The ranks."""
        beside = f"; beside them {self.beside}" if self.beside else ""
        return f"ranks in {self.outcome}{beside}"

    def reported(self, claim: Claim) -> str:
        """Which ones."""
        all_of = f", all of it {claim.all_of_top}" if claim.all_of_top else ""
        return f"in the top {claim.within_top}: {', '.join(claim.members)}{all_of}"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The share of seeds in which all of it holds."""

        def holds(numbers: Numbers) -> Holds:
            first = numbers.ranks(self.outcome) <= claim.within_top
            holds = first[list(claim.members)].all(axis=1)
            if claim.all_of_top:
                elsewhere = COAST if claim.all_of_top == INLAND else INLAND
                holds &= ~first[list(provinces_in(elsewhere))].any(axis=1)
            return holds

        note = _ranks(on, self.outcome, claim.members)
        answer = probability(holds(on), if_defined(holds, off), note)
        if not self.beside:
            return answer
        other = AmongTop(self.beside).answer(claim, on, off)
        return answer._replace(note=f"{note}; {other.note}", beside=(self.beside, other))


def _ranks(numbers: Numbers, outcome: str, provinces: tuple[str, ...]) -> str:
    """The median rank of each province, and its range over the seeds."""
    ranks = numbers.ranks(outcome)
    told = []
    for name in provinces:
        middle, low, high = ranks[name].median(), ranks[name].min(), ranks[name].max()
        told.append(f"{name} {middle:g}" + ("" if low == high else f" ({low} to {high})"))
    return f"rank in {outcome}: {', '.join(told)}"
