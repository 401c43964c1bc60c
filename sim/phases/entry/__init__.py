"""Who comes and who goes: firms open and close, trade by trade."""
