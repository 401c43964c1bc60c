"""Farms: what grows, what is cut, and the markets that it is sold on."""
