"""Days that a parcel takes, by the region that sends it, in `history`, beside what is published."""

import pandas as pd

from parts.markdown import table
from parts.results import REFERENCE
from sim.scenario.provinces import PROVINCES_FILE

FILE = REFERENCE / "parcel_days.csv"
# From the entry `delivery_time` of evidence.yaml: days at the start; change in a year, %.
PUBLISHED = {
    "east": ("1.8 to 2.2", "-10 to -5"),
    "central": ("2.6 to 3.0", "-18 to -12"),
    "west": ("3.5 to 5", "-18 to -12"),
    "north-east": ("", ""),
    "China": ("2.6", "-14"),
}
YEARS = ("2016", "2017")


def write(monthly: pd.DataFrame) -> None:
    """Store the model's days by region and year, from the table `monthly` of `sim validate`."""
    mine = monthly[monthly["scenario"] == "history"]
    region = pd.read_csv(PROVINCES_FILE).set_index("province")["region"]
    by = [mine["province"].map(region).rename("region"), mine["month"].str[:4].rename("year")]
    sums = mine.groupby(by)[["parcel_days", "parcels_sent"]].sum().reset_index()
    china = sums.groupby("year").sum(numeric_only=True).reset_index().assign(region="China")
    both = pd.concat([sums, china])
    both["days"] = both["parcel_days"] / both["parcels_sent"]
    both[["region", "year", "days"]].to_csv(FILE, index=False, float_format="%.4g")


def by_region() -> str:
    """A line a region."""
    days = pd.read_csv(FILE, dtype={"year": str}).pivot(
        index="region", columns="year", values="days"
    )
    rows = []
    for region, (start, change) in PUBLISHED.items():
        first, second = (days.loc[region, year] for year in YEARS)
        grown = f"{100.0 * (second / first - 1.0):+.0f}"
        rows.append((region, f"{first:.2f}", f"{second:.2f}", grown, start, change))
    heads = ("sent from", *YEARS, "change, %", "published, 2015", "published change, % a year")
    return table(heads, rows)
