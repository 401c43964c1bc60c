"""All that changes while the simulation runs, in tables of named columns."""
