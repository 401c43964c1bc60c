"""Compute the published fingerprints again, say which moved, and write them (make baseline)."""

import yaml

from sim.evidence import fingerprints
from sim.experiments.pool import Failure, cpu_count, run_jobs

HEADER = """\
# Of each shipped scenario: SHA-256 of outcomes and series at 9 significant digits, at this seed.
# Those of the provinces are made small by the settings below, and some get the days of a window,
# so that the run covers all that they change; textbook cases run as they are. Scenarios of one
# fingerprint are one world under several names. Written by `make baseline`, checked by `sim
# verify`; only seed, settings and windows may be edited.
"""


def main() -> None:
    """Run every shipped scenario, and write the file if anything moved."""
    before = fingerprints.published()
    names = fingerprints.shipped()
    now = dict(run_jobs(fingerprints.computed, names, cpu_count()))
    for name, result in now.items():
        if isinstance(result, Failure):
            raise SystemExit(f"{result.details}{name}: {result.error}")
    moved = [name for name in names if now[name] != before.fingerprints.get(name)]
    gone = sorted(before.fingerprints.keys() - now.keys())
    print(f"fingerprints: {len(moved)} moved, {len(gone)} gone {' '.join([*moved, *gone])}".strip())
    if moved or gone:
        content = before._asdict() | {
            "provinces": list(before.provinces),
            "windows": [
                {"why": each.why, "sets": list(each.sets), "scenarios": list(each.scenarios)}
                for each in before.windows
            ],
            "fingerprints": {name: now[name] for name in names},
        }
        body = yaml.safe_dump(content, sort_keys=False, width=100)
        fingerprints.FILE.write_text(HEADER + body, "utf-8")
        print(
            f"Wrote {fingerprints.FILE.name}. Where old ones moved: say why in docs/decisions.md."
        )


if __name__ == "__main__":
    main()
