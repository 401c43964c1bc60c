"""What a mechanism does to its users: the same shops with it and without, in paired runs."""

from typing import NamedTuple

from sim.engine.speeds import SPEEDS
from sim.evidence.claims.answer import Answer, counted, interval
from sim.evidence.claims.effects import MATTERS, Effect
from sim.evidence.claims.numbers import MissingError, Numbers
from sim.evidence.claims.reported import Claim
from sim.experiments.shop_users import ALL


class OnUsers(NamedTuple):
    """Shops that have a lever run out less often than the same shops without it."""

    switch: str
    place: str

    def asks(self, claim: Claim) -> str:
        """Whose stockouts."""
        return f"stockout_rate of shops of {self.place} with {self.switch}, with it and without"

    def reported(self, claim: Claim) -> str:
        """The sign."""
        return "falls"

    def answer(self, claim: Claim, on: Numbers, off: Numbers | None) -> Answer:
        """The users' stockout rate beside what it is without, by selling speed."""
        if off is None:
            raise MissingError("the mechanism can't be switched off")
        users = off.users(self.switch, self.place)
        of_all = users.xs(ALL, level="class")
        change = of_all["base_stockout_rate"] - of_all["stockout_rate"]
        without = float(of_all["stockout_rate"].mean())
        effect = Effect(change, MATTERS * without, up=False)
        told = [f"{counted(change < 0.0)}, {of_all['shops'].mean():.0f} users"]
        rates = users.groupby("class")[["stockout_rate", "base_stockout_rate"]].mean()
        for speed in SPEEDS:
            less, more = rates["stockout_rate"][speed], rates["base_stockout_rate"][speed]
            told.append(f"{speed} goods {less:.1%} to {more:.1%}")
        note = f"{'; '.join(told).replace('%', ' %')}. {effect.missed()}".rstrip()
        levels = of_all["base_stockout_rate"]
        return Answer(*interval(levels), effect.verdict(), without, "share", note, taken=1.0)
