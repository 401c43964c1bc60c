"""Shops and who buys in them: what they carry, hold and ask, and what customers choose."""
