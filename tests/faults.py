"""Phases of the day that go wrong once, on purpose."""

from sim.model import day


def infected(culprit, number, fault):
    """The phases of the day, of which one calls `fault(state)` at its end on a day of the run."""

    def wrong(phase):
        def when(state, rules, today):
            return today.day == number or bool(phase.when and phase.when(state, rules, today))

        def asked(hook):
            def do(state, rules, today):
                if hook and phase.when(state, rules, today):
                    hook(state, rules, today)

            return do

        def others(state, rules, today):
            asked(phase.others)(state, rules, today)
            if today.day == number:
                fault(state)

        before, beside = asked(phase.before), asked(phase.beside)
        return phase._replace(before=before, beside=beside, others=others, when=when)

    return tuple(wrong(p) if p.name == culprit else p for p in day.DAY)
