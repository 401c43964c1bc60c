"""What Python does in a phase, on the days on which there is something to do."""


def perform(act, state, rules, today):
    """An act, if it is due; whether it was."""
    due = act.when(state, rules, today)
    if due:
        act.do(state, rules, today)
    return due
