"""`python -m sim` is `sim`, where the folder of programs is not on the path."""

import sys

from sim.cli import app

if __name__ == "__main__":
    sys.argv[0] = "sim"  # as results and help name the program
    app(prog_name="sim")
