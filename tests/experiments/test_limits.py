"""What an experiment is refused before it runs anything: seeds that are too few, or given twice."""

import pytest

from sim.experiments import TooFewSeedsError
from sim.experiments.errors import SeedTwiceError
from sim.experiments.limits import check_seeds


@pytest.mark.parametrize("seeds", [[1, 2], range(5), [7, 3]])
def test_seeds_that_give_an_interval(seeds) -> None:
    check_seeds(seeds)


def test_one_seed_gives_no_interval() -> None:
    check_seeds([1], fewest=1)
    with pytest.raises(TooFewSeedsError, match="at least two seeds"):
        check_seeds([1])


def test_a_seed_that_is_given_twice_would_count_twice() -> None:
    with pytest.raises(SeedTwiceError, match="seed 3 is given twice; allowed: each seed once"):
        check_seeds([3, 1, 3])
