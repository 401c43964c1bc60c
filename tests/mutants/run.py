"""Break rules and phases, one small fault at a time, and count the faults that tests notice.

usage: run.py MUTANTS [WORD]   MUTANTS: lines of write.py; WORD: only files with it in their name

A mutant is written into a copy of the project, and tested as plain Python in a process forked from
this one, which has loaded the libraries but nothing of the model.
"""

import json
import math
import os
import random
import resource
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ |= {"NUMBA_DISABLE_JIT": "1", "HYPOTHESIS_PROFILE": "mutants"}

import hypothesis
import mesa
import numba
import pandas
import pyarrow.parquet
import pydantic
import pytest
import scipy.stats
import yaml

LOADED = (hypothesis, mesa, numba, pandas, pyarrow, pydantic, scipy, yaml)  # before any fork
SAMPLE = {"rules": 1.0, "phases": 0.3}  # share of the mutants of each file that is tried
SEED = 2
# A phase without tests of its own must pass those of all phases, and chains by hand, and books.
CHAINS = (
    "tests/textbook/test_chain_by_hand.py",
    "tests/model/checks/test_conservation.py::test_a_chain_of_firms",
)
SLOW = "tests/phases/test_declarations.py"  # and about which columns are touched, not how
QUICKLY = ("-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", f"--ignore={SLOW}")
SLOWER = 2  # times the processor's seconds without a fault: a mutant that takes longer is noticed
BYTES = 4 << 30

# One set of examples for every mutant; what fails is not made smaller.
hypothesis.settings.register_profile(
    "mutants", deadline=None, derandomize=True, phases=[hypothesis.Phase.generate]
)


def sample(mutants):
    """The mutants to try: of each file, the whole or the folder's share, drawn with a seed."""
    by_file = {}
    for mutant in mutants:
        by_file.setdefault(mutant["file"], []).append(mutant)
    for file, each in by_file.items():
        luck, share = random.Random(f"{SEED} {file}"), SAMPLE[room_of(Path(file))]
        chosen = luck.sample(each, round(share * len(each)))
        yield from sorted(chosen, key=lambda mutant: mutant["line"])


def room_of(file):
    """The folder of sim that a file is in, or in a folder of."""
    return file.parts[1]


def tests_of(file):
    """The tests that a fault in a file should fail: its own, or, if it has none, its room's."""
    own = Path("tests", *file.parts[1:-1], f"test_{file.name}")
    if own.exists():
        return [own]
    room = room_of(file)
    return [Path("tests") / room, *(CHAINS if room == "phases" else ())]


def seconds_of(tests, most=resource.RLIM_INFINITY):
    """Seconds of the processor in which the tests pass in a process of their own, or None.

    most  after which the process is ended
    """
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os._exit(any(pytest.main([str(test), *QUICKLY]) for test in tests))
    _, status, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime if status == 0 else None


def survives(mutant, seconds):
    """Whether no test notices a mutant, whose tests take so many seconds without a fault."""
    file = Path(mutant["file"])
    whole = file.read_text("utf-8")
    file.write_text(mutant["code"], "utf-8")
    try:
        return seconds_of(tests_of(file), math.ceil(SLOWER * seconds) + 1) is not None
    finally:
        file.write_text(whole, "utf-8")


def main(lines, word=""):
    """Try the mutants; print those that survive, and the share of each file that does not."""
    written = map(json.loads, Path(lines).read_text("utf-8").splitlines())
    mutants = [mutant for mutant in sample(written) if word in mutant["file"]]
    tried, killed = Counter(), Counter()
    with tempfile.TemporaryDirectory() as copy:
        for name in ("sim", "tests", "scenarios"):
            shutil.copytree(name, Path(copy) / name, ignore=shutil.ignore_patterns(".venv"))
        shutil.copy("pyproject.toml", copy)
        os.chdir(copy)
        os.environ["XDG_CACHE_HOME"] = copy
        sys.path.insert(0, copy)
        sys.dont_write_bytecode = True  # a mutant may have the age and the size of the one before
        seconds = {}
        for mutant in mutants:
            file = mutant["file"]
            if file not in seconds:
                seconds[file] = seconds_of(tests_of(Path(file)))
                assert seconds[file] is not None, f"tests of {file} fail without a fault"
            tried[file] += 1
            if survives(mutant, seconds[file]):
                print("{file}:{line}  {before}  ->  {after}".format(**mutant), flush=True)
            else:
                killed[file] += 1
    print(f"\n{'file':32} mutants  noticed")
    for file, count in [*tried.items(), ("all", tried.total())]:
        noticed = killed.total() if file == "all" else killed[file]
        print(f"{file:32} {count:7}  {100 * noticed / count:5.1f} %")


if __name__ == "__main__":
    main(*sys.argv[1:])
