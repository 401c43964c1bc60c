"""The machine room: numba and threads, of which no other part of the program knows."""
