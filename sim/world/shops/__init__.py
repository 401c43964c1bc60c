"""Shops and their customers at the opening: where they are, what they carry, whom levers reach."""
