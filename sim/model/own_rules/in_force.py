"""Which rules this process plays by: the built-in ones, or some of the user's own in their place.

A process plays by one set at a time. A model that plays by another one puts it in force before its
days: what calls the rules is then compiled again, or loaded, which takes seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sim.engine.machine.compiling import PLAIN
from sim.engine.machine.recompiling import compile_anew
from sim.model.own_rules.named import checked_rule
from sim.model.own_rules.seams import SEAMS
from sim.model.own_rules.usable import told
from sim.scenario import ScenarioErrors
from sim.scenario.extension import Extension


class InForce:
    """The set that is in force, and how many plays are under way by it."""

    def __init__(self) -> None:
        self.rules: tuple[Extension, ...] | None = ()  # None: it was interrupted on the way
        self.playing = 0
        self.one_at_a_time = Lock()

    def begin(self, rules: tuple[Extension, ...]) -> None:
        """Play by these rules.

        Raises:
            RuntimeError: while another thread plays by others.
        """
        with self.one_at_a_time:
            if rules != self.rules:
                if self.playing:
                    raise RuntimeError("another thread plays by other rules; use processes")
                self.rules = None
                put_in_place(rules)
                self.rules = rules
            self.playing += 1

    def end(self) -> None:
        """One play less."""
        with self.one_at_a_time:
            self.playing -= 1


IN_FORCE = InForce()


@contextmanager
def in_force(rules: tuple[Extension, ...]) -> Iterator[None]:
    """Within the block models play by these rules.

    Raises:
        ScenarioErrors: when one of them fails, or answers what it may not.
    """
    IN_FORCE.begin(rules)
    try:
        yield
    except Exception as error:
        problem = told(error, rules)
        if problem is None:
            raise
        raise ScenarioErrors([problem]) from None
    finally:
        IN_FORCE.end()


def put_in_place(rules: tuple[Extension, ...]) -> None:
    """Let each phase call these, and the built-in rules where none is given."""
    given = {extension.rule: checked_rule(extension) for extension in rules}
    called = {name: given.get(name, seam.built_in) for name, seam in SEAMS.items()}
    for name, seam in SEAMS.items():
        setattr(seam.phase, seam.name, called[name])
    if not PLAIN:
        compile_anew(called.values())
