"""Inland: farmers, shop owners and middlemen who trade online, simulated as agents."""

__version__ = "0.1.0"
