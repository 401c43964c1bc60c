"""Slow, middling and fast products: what a shop of size 1 is asked for a day."""

EDGES = (0.25, 1.0)  # units a day, between one class and the next
SPEEDS = ("slow", "middling", "fast")
