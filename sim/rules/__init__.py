"""How agents decide: short pure functions of numbers, each with its units and source."""
