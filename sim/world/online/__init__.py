"""The marketplace at the opening: merchants, their buyers, and the counters of shops."""
