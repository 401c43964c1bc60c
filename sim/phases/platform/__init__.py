"""The platform of the shops: who joins it, what it shows them, and what they order directly."""
