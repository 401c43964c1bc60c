"""Whatever a file holds, reading it gives a scenario or ScenarioErrors, nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sim.scenario import ScenarioErrors, read_scenario, read_sweep
from sim.scenario.catalogue import GROUPS, PARAMETERS

any_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

KEYS = [*PARAMETERS, *GROUPS, "title", "extends", "vary", "seeds", "outcomes", "wibble", "<<", "1"]
WORDS = "off all 1 -1 0.5 1e400 .nan null true 2016-01-01 2016-02-30 Gansu west min_max '' base *a"
SCALARS = st.sampled_from([*WORDS.split(), "!x 3", "&a 1", "|", "? a", "%", "@", "`", "\u2028"])
INNER_KEYS = st.sampled_from(["level", "from", "where", *KEYS])


def lists_and_mappings(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lists = st.lists(inner, max_size=7).map(lambda entries: f"[{', '.join(entries)}]")
    pairs = st.builds("{}: {}".format, INNER_KEYS, inner)
    return lists | st.lists(pairs, max_size=3).map(lambda entries: f"{{{', '.join(entries)}}}")


VALUES = st.recursive(SCALARS, lists_and_mappings, max_leaves=8)
DOCUMENTS = st.lists(st.builds("{}: {}".format, st.sampled_from(KEYS), VALUES), max_size=6).map(
    "\n".join
)


def reads_or_tells(path: Path) -> None:
    for read in (read_scenario, read_sweep):
        try:
            read(path)
        except ScenarioErrors as errors:
            assert errors.problems
            assert len(str(errors).splitlines()) == len(errors.problems)


@any_folder
@given(data=st.binary(max_size=200))
@example(data=b"\xef\xbb\xbfscale: 3")
@example(data=b"\xff\xfes\x00")
@example(data=b"? {[}: ]")
@example(data=b"a: &a\n  - *a")
@example(data="a: \ud7ff \ue000 \ufffd \U0010ffff \u0085".encode())
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "asked.yaml"
    path.write_bytes(data)
    reads_or_tells(path)


@any_folder
@given(text=st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@,?<.1 \n\t"), max_size=60))
def test_any_punctuation(text: str, tmp_path: Path) -> None:
    path = tmp_path / "asked.yaml"
    path.write_text(text, encoding="utf-8")
    reads_or_tells(path)


@any_folder
@given(text=DOCUMENTS)
def test_any_keys_and_values(text: str, tmp_path: Path) -> None:
    path = tmp_path / "asked.yaml"
    path.write_text(text, encoding="utf-8")
    reads_or_tells(path)


@given(
    text=st.one_of(st.text(max_size=40), st.builds("{}={}".format, st.sampled_from(KEYS), VALUES))
)
def test_any_assignment(text: str) -> None:
    try:
        read_scenario("base", [text])
    except ScenarioErrors as errors:
        assert len(str(errors).splitlines()) == len(errors.problems)


@given(name=st.text(max_size=40))
def test_any_name(name: str) -> None:
    with pytest.raises(ScenarioErrors):
        read_scenario(f"nowhere/{name}")
