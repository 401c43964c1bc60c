"""What the simulation runs on: tables and the ledger, random numbers, and the machine room."""
