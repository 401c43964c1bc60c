"""What the reference runs say: tables from results/reference, and the claims they are put to."""

from collections import Counter
from pathlib import Path

import pandas as pd
import yaml

from parts.markdown import code, table
from sim.evidence.claims.answer import VERDICTS
from sim.evidence.claims.entries import ENTRIES
from sim.evidence.claims.mechanisms import MECHANISMS
from sim.evidence.claims.reported import reported_claims
from sim.experiments.main_outcomes import main_outcomes
from sim.experiments.words import changes, sentence
from sim.model.calendar import days_in_all
from sim.scenario import read_scenario
from sim.scenario.documents import read_document
from sim.scenario.folders import base_file

RESULTS = Path(__file__).resolve().parents[2] / "results"
REFERENCE, RUNS = RESULTS / "reference", RESULTS / "runs"
HEADLINE = "with_direct_ordering"
SCALING = (
    "scale", "shops", "shelves", "set-up, s", "month, s", "ns a shelf-day", "base, s", "peak, GiB",
)  # fmt: skip


def finding() -> str:
    """The headline scenario in sentences, an outcome each."""
    compared = pd.read_csv(REFERENCE / "levers.csv")
    rows = {change.outcome: change for change in changes(compared, HEADLINE)}
    return "\n".join(f"- {sentence(rows[name])}" for name in main_outcomes(rows))


def printed(name: str) -> str:
    """The table that a command printed, as a block of code."""
    text = (REFERENCE / f"{name}.txt").read_text("utf-8")
    lines = [line.rstrip() for line in text.partition("\n\n")[0].splitlines()]
    return "\n".join(["```text", *(line for line in lines if line), "```"])


def counts() -> str:
    """How much of the model is measured and how much assumed."""
    records = read_document(base_file(), "base.yaml").records
    status = Counter(record.status for record in records.values())
    said = ", ".join(f"{status[name]} {name}" for name in sorted(status, reverse=True))
    return f"Of {len(records)} parameters in `scenarios/base.yaml`: {said}."


def scaling() -> str:
    """A month at each scale: time and memory; and what a whole run takes, or would at that cost."""
    rows = pd.read_csv(REFERENCE / "scaling.csv").itertuples()
    days = days_in_all(read_scenario("base"))
    lines = []
    for r in rows:
        month = (r.scale, r.shops, r.shelves, r.setup_s, r.month_s, r.ns_per_shelf_day)
        whole = f"{r.whole_s:,}"
        if pd.isna(r.whole_s):
            whole = f"({r.ns_per_shelf_day * r.shelves * days / 1e9:,.0f})"
        lines.append([*(f"{cell:,}" for cell in month), whole, f"{r.peak_gib:,}"])
    return table(SCALING, lines, "---:")


def whole_country() -> str:
    """What the smallest scale that was run means for scale 1."""
    return (REFERENCE / "scaling.txt").read_text("utf-8").strip()


def claims() -> str:
    """What the article says, and how it is put to the model."""
    rows = []
    for claim in reported_claims().values():
        judgement, mechanism, _ = ENTRIES[claim.id]
        rows.append((code([claim.id]), claim.text, judgement.asks(claim), code([mechanism])))
    return table(("claim", "the article", "what is looked at", "mechanism"), rows)


def mechanisms() -> str:
    """What switches each mechanism off."""
    rows = []
    for name, settings in MECHANISMS.items():
        keys = (f"{key}: {_flow(value)}" for key, value in settings.items())
        rows.append((code([name]), code(keys)))
    return table(("mechanism", "switched off by"), rows)


def verdicts() -> str:
    """How many claims have each verdict on the reference card."""
    found = Counter(pd.read_csv(REFERENCE / "report_card.csv")["verdict"])
    said = ", ".join(f"*{verdict}* of {found[verdict]}" for verdict in VERDICTS)
    return f"Of the {len(ENTRIES)} claims the card says {said}."


def _flow(value: object) -> str:
    """A value as a line of a scenario file."""
    if isinstance(value, str):
        return value
    return yaml.safe_dump(value, default_flow_style=True).partition("\n")[0]
