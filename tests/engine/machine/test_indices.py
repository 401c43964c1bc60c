"""No index below zero and none beyond the end: compiled code would not notice."""

import os
import subprocess
import sys

import numpy as np
import pytest

from sim.engine.tables.columns import PlainColumn

EVERY_INDEX_CHECKED = """
from sim.model import TradeModel
for name in ("history", "relief_by_data", "shock_platform_outage", "textbook/beer_game"):
    settings = {} if name.startswith("textbook") else {"scale": 48000, "entry.room": 1.0}
    TradeModel(name, threads=2, **settings).run()
    print(name)
"""


@pytest.mark.slow
def test_the_country_and_a_chain_with_every_index_checked(tmp_path):
    checked = {"NUMBA_BOUNDSCHECK": "1", "NUMBA_DISABLE_JIT": "0", "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", EVERY_INDEX_CHECKED],
        env=os.environ | checked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 4


@pytest.mark.parametrize("place", [-1, np.int32(-2), (0, -1)])
def test_plain_python_refuses_an_index_below_zero(place):
    column = np.zeros((2, 3), np.int32).view(PlainColumn)
    with pytest.raises(IndexError, match="below zero"):
        column[place]
    with pytest.raises(IndexError, match="below zero"):
        column[place] = 1


def test_plain_python_takes_other_indices():
    column = np.arange(6, dtype=np.int32).view(PlainColumn)
    column[2:4] = 9
    assert [column[0], column[2], column[5]] == [0, 9, 5]
    assert column[column > 4].tolist() == [9, 9, 5]
