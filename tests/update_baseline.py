"""Recompute the recorded outcomes, say what moved and by how much, and write them (make baseline).

A baseline catches accidents; it proves nothing right. Theory is in tests/textbook.
"""

import math
from pathlib import Path
from typing import Any

import yaml

from sim.model import TradeModel
from sim.scenario import read_scenario

FILE = Path(__file__).with_name("baseline.yaml")
DIGITS = 9
HEADER = """\
# Outcomes of a few runs, at 9 significant digits. Written by `make baseline`; not to be edited.
# When they move on purpose: run `make baseline`, and say why in docs/decisions.md, with the date.
"""
CASES = [
    ("base", ["scale=20000"]),
    ("without_direct_ordering", ["scale=4000", "population.provinces=[Gansu, Henan, Zhejiang]"]),
    ("with_direct_ordering", ["scale=4000", "population.provinces=[Gansu, Henan, Zhejiang]"]),
]
Case = dict[str, Any]


def recorded() -> list[Case]:
    """The cases on file; none before the first time."""
    if not FILE.exists():
        return []
    cases: list[Case] = yaml.safe_load(FILE.read_text("utf-8"))
    return cases


def recompute(scenario: str, sets: list[str], seed: int = 1) -> Case:
    """One case as the model runs it now."""
    outcomes = TradeModel(read_scenario(scenario, sets=sets), seed).run().outcomes()
    values = {name: float(f"{outcome.value:.{DIGITS}g}") for name, outcome in outcomes.items()}
    return {"scenario": scenario, "set": sets, "seed": seed, "outcomes": values}


def differs(old: float, new: float) -> bool:
    """Whether two values differ by more than the recorded digits; nan equals nan."""
    if math.isnan(old) or math.isnan(new):
        return not (math.isnan(old) and math.isnan(new))
    return not math.isclose(old, new, rel_tol=10.0**-DIGITS, abs_tol=1e-12)


def changes(before: Case | None, after: Case) -> list[str]:
    """What moved, a line an outcome: old, new, and the change in per cent."""
    old: dict[str, float] = before["outcomes"] if before else {}
    new: dict[str, float] = after["outcomes"]
    lines = []
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            lines.append(f"{name}: {old[name]:.{DIGITS}g} before, no longer reported")
        elif name not in old:
            lines.append(f"{name}: {new[name]:.{DIGITS}g}, not reported before")
        elif differs(old[name], new[name]):
            percent = 100.0 * (new[name] - old[name]) / abs(old[name]) if old[name] else math.inf
            was, now = f"{old[name]:.{DIGITS}g}", f"{new[name]:.{DIGITS}g}"
            lines.append(f"{name}: {was} before, {now} now, {percent:+.3g} %")
    return lines


def same_run(case: Case, scenario: str, sets: list[str]) -> bool:
    """Whether a case on file is that run."""
    return case["scenario"] == scenario and case["set"] == sets


def main() -> None:
    """Recompute all cases, print what moved, and write the file if anything did."""
    on_file = recorded()
    cases, moved = [], 0
    for scenario, sets in CASES:
        before = next((case for case in on_file if same_run(case, scenario, sets)), None)
        after = recompute(scenario, sets)
        lines = changes(before, after)
        moved += len(lines)
        cases.append(after)
        print(f"{scenario} with {', '.join(sets)}: {len(lines) or 'no'} outcomes moved")
        for line in lines:
            print(f"  {line}")
    if not moved and len(on_file) == len(cases):
        print("Nothing to write.")
        return
    body = yaml.safe_dump(cases, sort_keys=False, allow_unicode=True)
    FILE.write_text(HEADER + body, "utf-8")
    print(f"Wrote {FILE.name}. Now say why in docs/decisions.md: one paragraph, with the date.")


if __name__ == "__main__":
    main()
