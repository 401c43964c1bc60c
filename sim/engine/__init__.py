"""What the simulation runs on: compiling, random numbers, state in columns, the ledger."""
