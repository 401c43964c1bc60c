"""Made-up results with the columns of real ones, and numbers of a plausible size."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.scenario import read_scenario
from sim.scenario.guesses import ends_of_guesses
from sim.views.months_compared import PANELS
from sim.views.tilemap import TILES

T95 = {2: 12.71, 3: 4.30, 5: 2.78, 8: 2.36, 10: 2.26}
TITLES = {
    "without_direct_ordering": "Without direct ordering",
    "analytics_alone": "Pooled analytics alone",
    "direct_ordering_alone": "Direct ordering alone",
    "fast_replenishment_alone": "Fast replenishment alone",
    "with_direct_ordering": "With data-driven direct ordering",
    "all_three": "All three levers",
}
# Relative change by scenario, in the order of TITLES.
EFFECTS = {
    "stockout_rate.goods": (0, -0.10, -0.04, -0.55, -0.15, -0.62),
    "income.farmer": (0, 0.001, 0.012, 0.002, 0.014, 0.016),
    "income.shop_owner": (0, 0.02, 0.10, 0.05, 0.12, 0.16),
    "income.middleman": (0, 0.01, -0.28, 0.02, -0.30, -0.29),
    "income.manufacturer": (0, 0.004, 0.03, 0.005, 0.035, 0.04),
}
BASE = {
    "stockout_rate.goods": 0.21,
    "income.farmer": 11_800.0,
    "income.shop_owner": 46_000.0,
    "income.middleman": 210_000.0,
    "income.manufacturer": 2_900_000.0,
}
PARTS = ("producer", "tier3", "tier2", "tier1", "freight", "platform", "shop", "spoiled")
GOODS = (0.61, 0.03, 0.055, 0.075, 0.03, 0.0, 0.185, 0.015)
GOODS_DIRECT = (0.63, 0.01, 0.02, 0.03, 0.055, 0.02, 0.225, 0.01)

DIFFERENCES = [
    "scenario",
    "province",
    "baseline",
    "outcome",
    "unit",
    "base_mean",
    "difference",
    "low",
    "high",
    "relative",
    "clear",
    "undefined",
]
PRODUCE = {
    "producer": 0.46,
    "broker": 0.12,
    "tier1": 0.10,
    "freight": 0.05,
    "shop": 0.19,
    "spoiled": 0.08,
}

Result = SimpleNamespace
Make = Callable[..., Result]


def unit_of(outcome: str) -> str:
    return "RMB/year" if outcome.startswith("income.") else "share"


def paired(values: dict[str, np.ndarray], outcome: str, **labels: Any) -> list[dict[str, Any]]:
    """Rows of paired differences against the first scenario."""
    (baseline, base), *others = values.items()
    rows = []
    for name, value in others:
        change = value - base
        n = len(change)
        half = T95.get(n, 2.0) * change.std(ddof=1) / n**0.5 if n > 1 else np.nan
        mean = change.mean()
        rows.append(
            labels
            | {
                "scenario": name,
                "baseline": baseline,
                "outcome": outcome,
                "unit": unit_of(outcome),
                "base_mean": base.mean(),
                "difference": mean,
                "low": mean - half,
                "high": mean + half,
                "relative": mean / base.mean(),
                "clear": bool(n > 1 and abs(mean) > half),
                "undefined": int(np.isnan(change).sum()),
            }
        )
    return rows


def by_product(rng: np.random.Generator, scenarios: list[str]) -> pd.DataFrame:
    rows = []
    for name in scenarios:
        factor = (
            1 + EFFECTS["stockout_rate.goods"][list(TITLES).index(name) if name in TITLES else 0]
        )
        for province in TILES:
            for item in range(30):
                kind = "packaged" if item < 24 else "produce"
                speed = 9 * (item % 24 + 1) ** -0.9 * rng.lognormal(0, 0.3)
                days = 20_000
                customers = int(speed * days)
                rate = factor * min(0.6, 0.12 + 0.16 / speed**0.6)
                rows.append(
                    {
                        "scenario": name,
                        "province": province,
                        "product": f"item{item}",
                        "kind": kind,
                        "category": "snacks",
                        "shelf_days": days,
                        "customers": customers,
                        "served_at_once": int(customers * (1 - rate)),
                        "sold_units": int(customers * (1 - rate / 2)),
                        "lost_units": int(customers * rate / 4),
                        "empty_shelf_days": int(days * rate / 2),
                    }
                )
    return pd.DataFrame(rows)


def value_chain(scenarios: list[str]) -> pd.DataFrame:
    rows = []
    for name in scenarios:
        direct = ("direct" in name and "without" not in name) or name == "all_three"
        for part, share in zip(PARTS, GOODS_DIRECT if direct else GOODS):
            rows.append((name, "goods", part, share * 1e9, share))
        for part, share in PRODUCE.items():
            rows.append((name, "produce", part, share * 1e8, share))
    return pd.DataFrame(rows, columns=["scenario", "chain", "part", "rmb", "share"])


def by_month(scenarios: list[str], seeds: int) -> pd.DataFrame:
    """Differences of a year, small at first, with what `with_verdicts` adds to them."""
    rng = np.random.default_rng(11)
    rows = []
    for outcome in PANELS:
        base = BASE.get(outcome, 4e11 if outcome == "online_sales" else 0.1)
        for n, month in enumerate(f"2016-{month:02d}" for month in range(1, 13)):
            common = base * (1 + 0.1 * np.sin(n / 2) + 0.01 * rng.standard_normal(seeds))
            changes = {name: i * n * 0.01 for i, name in enumerate(scenarios)}
            values = moved(rng, common, changes, 1.0, 0.02)
            rows += paired(values, outcome, month=month)
    table = pd.DataFrame(rows)
    return table.assign(controlled=table.get("clear"))  # none where nothing is compared


def moved(
    rng: np.random.Generator,
    common: np.ndarray,
    changes: dict[str, float],
    effect: float,
    noise: float,
) -> dict[str, np.ndarray]:
    """Values by scenario, one a seed: what the seeds share, changed; the baseline as it is."""
    values = {}
    for name, change in changes.items():
        luck = noise * rng.standard_normal(len(common)) if change else 0.0
        values[name] = common * (1 + effect * change + luck)
    return values


def comparison(
    scenarios: list[str] | None = None,
    seeds: int = 5,
    effect: float = 1.0,
    titles: dict[str, str] | None = None,
    noise: float = 0.006,
) -> Result:
    """A comparison whose changes are `effect` times the usual ones (negative: all turned round)."""
    scenarios = list(TITLES) if scenarios is None else scenarios
    names = TITLES | (titles or {})
    rng = np.random.default_rng(7)
    national, by_province = [], []
    for outcome, base in BASE.items():
        changes = {name: EFFECTS[outcome][list(TITLES).index(name)] for name in scenarios}
        common = base * (1 + 0.03 * rng.standard_normal(seeds))
        national += paired(moved(rng, common, changes, effect, noise), outcome)
        for province in TILES:
            tilt = rng.normal(1, 0.6)
            tilted = {name: tilt * change for name, change in changes.items()}
            values = moved(rng, common, tilted, effect, 5 * noise)
            by_province += paired(values, outcome, province=province)
    return Result(
        manifest={
            "kind": "compare",
            "scenarios": [
                {"name": name, "title": names[name], "question": "?", "scale": 2000}
                for name in scenarios
            ],
            "seeds": list(range(1, seeds + 1)),
        },
        tables={
            "differences": pd.DataFrame(
                national, columns=[c for c in DIFFERENCES if c != "province"]
            ),
            "differences_by_province": pd.DataFrame(by_province, columns=DIFFERENCES),
            "by_product": by_product(rng, scenarios),
            "value_chain": value_chain(scenarios),
            "differences_by_month": by_month(scenarios, seeds),
        },
    )


def run() -> Result:
    rng = np.random.default_rng(3)
    name = "without_direct_ordering"
    provinces = [
        {"province": p, "outcome": o, "value": base * rng.lognormal(0, 0.2), "unit": unit_of(o)}
        for o, base in BASE.items()
        for p in TILES
    ]
    months = [f"{year}-{month:02d}" for year in (2016, 2017) for month in range(1, 13)]
    monthly = []
    for n, month in enumerate(months):
        for province in TILES:
            customers, shelf_days = 50_000, 20_000
            rate = 0.2 + 0.03 * np.sin(n / 2) + 0.03 * rng.standard_normal()
            monthly.append(
                {
                    "month": month,
                    "province": province,
                    "customers": customers,
                    "served_at_once": int(customers * (1 - rate)),
                    "shelf_days": shelf_days,
                    "empty_shelf_days": int(shelf_days * rate * 0.55),
                }
            )
    income = [
        {
            "province": province,
            "kind": kind,
            "agents": 50,
            "income_rmb_per_year": BASE[f"income.{kind}"] * rng.lognormal(0, 0.25),
        }
        for kind in ("farmer", "shop_owner", "middleman", "manufacturer")
        for province in TILES
    ]
    tiers = pd.DataFrame(
        {
            "tier": ["shop", "wholesalers_1", "wholesalers_2", "wholesalers_3", "wholesalers_4"],
            "fill_rate": [0.79, 0.88, 0.93, 0.96, 0.95],
            "stock_days": [9.2, 6.1, 7.7, 10.3, 12.0],
            "firms": [3250, 90, 40, 20, 9],
        }
    )
    return Result(
        manifest={
            "kind": "run",
            "scenarios": [{"name": name, "title": TITLES[name], "scale": 2000}],
            "seeds": [4],
        },
        tables={
            "outcomes_by_province": pd.DataFrame(provinces),
            "monthly": pd.DataFrame(monthly),
            "by_product": by_product(rng, [name]).drop(columns="scenario"),
            "value_chain": value_chain([name]).drop(columns="scenario"),
            "income": pd.DataFrame(income),
            "outcomes": pd.DataFrame(
                {"outcome": [*BASE], "value": [*BASE.values()], "unit": [*map(unit_of, BASE)]}
            ),
            "tiers": tiers,
        },
    )


def sweep(
    vary: dict[str, list[Any]],
    outcomes: list[str],
    seeds: int = 5,
    break_even: float | None = None,
) -> Result:
    """A grid over `vary`; outcomes fall with the sum of the positions and cross zero.

    Where a lever varies, they do so where it is on; off, they are noise about a fixed level.
    """
    rng = np.random.default_rng(5)
    grid = pd.MultiIndex.from_product(vary.values(), names=list(vary)).to_frame(index=False)
    levers = [key for key in vary if key.startswith("levers.")]
    falling = [key for key in vary if key not in levers]
    size = {o: 900.0 if o.startswith("income") else 0.02 for o in outcomes}
    luck = {o: 3 + 0.4 * rng.standard_normal(seeds) for o in outcomes}
    points, summary = [], []
    for row in grid.to_dict("records"):
        step = sum(vary[key].index(row[key]) for key in falling)
        is_on = all(row[key] for key in levers)
        drawn = {}
        for outcome in outcomes:
            gain = is_on * (2.3 - step + 0.15 * rng.standard_normal(seeds))
            drawn[outcome] = size[outcome] * (gain + bool(levers) * luck[outcome])
            mean, half = drawn[outcome].mean(), 2 * drawn[outcome].std() / seeds**0.5
            interval = {"mean": mean, "low": mean - half, "high": mean + half, "seeds": seeds}
            summary.append(row | {"outcome": outcome, "unit": unit_of(outcome)} | interval)
        for seed in range(seeds):
            points.append(row | {"seed": seed + 1} | {o: drawn[o][seed] for o in outcomes})
    title = TITLES["with_direct_ordering"]
    return Result(
        manifest={
            "kind": "sweep",
            "scenarios": [{"name": "with_direct_ordering", "title": title, "scale": 2000}],
            "seeds": list(range(1, seeds + 1)),
            "units": {"direct.minimum_order": "RMB", "direct.platform_fee": "share"},
            "sweep": {"vary": vary, "outcomes": outcomes, "break_even": break_even},
        },
        tables={"points": pd.DataFrame(points), "summary": pd.DataFrame(summary)},
    )


def attribution(levers: list[str], seeds: int = 5, noise: float = 0.3) -> Result:
    """Levers with shares of every sign and size, the first of them large."""
    rng = np.random.default_rng(9)
    size = {"stockout_rate.goods": 0.02, "direct_share": 0.0, "income.shop_owner": 4_000.0}
    size |= {"income.manufacturer": 2_500_000.0}
    effect, shares = [], []
    for outcome, base in (BASE | {"direct_share": 0.0}).items():
        drawn = [
            size.get(outcome, 0.0) * ((-0.5) ** n + noise * rng.standard_normal(seeds))
            for n in range(len(levers))
        ]
        for lever, change in [("", sum(drawn)), *zip(levers, drawn)]:
            values = {"off": np.full(seeds, base), "on": base + change}
            with np.errstate(divide="ignore", invalid="ignore"):
                (row,) = paired(values, outcome, lever=lever)
            (shares if lever else effect).append(row)
    return Result(
        manifest={
            "kind": "attribution",
            "scenarios": [{"name": "all_three", "title": TITLES["all_three"], "scale": 2000}],
            "seeds": list(range(1, seeds + 1)),
            "levers": levers,
        },
        tables={"effect": pd.DataFrame(effect), "shares": pd.DataFrame(shares)},
    )


def tornado(guesses: int, seeds: int = 3) -> Result:
    """Guesses that move owners and prices less and less, up to the middle of the parameters."""
    rows = []
    here = {"income.shop_owner": -300.0, "consumer_price_index": -9.0, "income.middleman": -5_000.0}
    base = read_scenario("base")
    keys = [end.guess for end in ends_of_guesses(base, base)]
    chosen = list(dict.fromkeys(keys))[:guesses]

    def row(guess: str, end: str, at: float, outcome: str, base: float, change: float) -> None:
        case = {"guess": guess, "end": end, "at": at, "outcome": outcome, "unit": unit_of(outcome)}
        rows.append(case | {"base_mean": base, "difference": change})

    for outcome, effect in here.items():
        row("as it is", "as it is", math.nan, outcome, 20_000.0, effect)
    effects = pd.DataFrame(rows)
    rows.clear()
    for n, guess in enumerate(chosen):
        for end, at in (("low", 0.5), ("high", 1_500.0)):
            for outcome, effect in here.items():
                moves = 0.0 if outcome == "income.middleman" else 2.0 * effect / (n + 1)
                row(guess, end, at, outcome, effect, moves if end == "low" else -0.4 * moves)
    columns = list(effects)
    names = ("without_direct_ordering", "with_direct_ordering")
    return Result(
        manifest={
            "kind": "tornado",
            "scenarios": [{"name": n, "title": TITLES[n], "scale": 2000} for n in names],
            "seeds": list(range(1, seeds + 1)),
        },
        tables={"effects": effects, "shifts": pd.DataFrame(rows, columns=columns)},
    )


@pytest.fixture
def make_tornado() -> Make:
    return tornado


@pytest.fixture
def make_comparison() -> Make:
    return comparison


@pytest.fixture
def make_attribution() -> Make:
    return attribution


@pytest.fixture
def make_run() -> Make:
    return run


@pytest.fixture
def make_sweep() -> Make:
    return sweep
