"""Print the guesses that seem to move owners' income most, for a closer look with more seeds.

With two seeds for every guess their order is largely chance's. `make figures` calls it.
"""

import sys

from parts.results import RUNS

from sim.experiments import read_result
from sim.experiments.tornado_tables import HEADLINES, guesses_by_size

MOST = 30

if __name__ == "__main__":
    largest = guesses_by_size(
        read_result(RUNS / "reference-tornado").tables["shifts"], HEADLINES[0]
    )
    # a guess by kind of firm, "credit.days (shops)", is one parameter
    names = dict.fromkeys(guess.partition(" ")[0] for guess in largest[:MOST])
    sys.stdout.write(",".join(names) + "\n")
