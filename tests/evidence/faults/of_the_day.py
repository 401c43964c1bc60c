"""The day broken on purpose: each of its phases, and each part of the evening's adoption."""

from sim.phases.online import demand as online_demand
from tests.evidence.faults.breaking import Fault, left_out, left_out_on_the_first, never_done

PHASES = tuple(
    Fault(
        f"phase {name}",
        "left out on the first of a month",
        left_out_on_the_first(name),
        ("base",),
    )
    for name in (
        "arrivals", "demand", "sales", "spoilage", "forecasting", "ordering", "shipping",
        "harvest", "market", "accounting", "adoption",
    )
)  # fmt: skip

SEEN_BY = {  # what adoption calls, and the scenario that needs it
    "join_platform": "history",
    "begin_levers": "trial_in_two_provinces",
    "meet_shocks": "shock_demand_surge",
    "fit_lines": "base",
    "close_the_insolvent": "tight_credit",
    "let_firms_come_and_go": "history",
    "pay_pick_up_points": "new_retail_alone",
    "improve_logistics": "base",
    "let_merchants_come_and_go": "base",
    "farmers_go_online": "online_selling_alone",
    "give_relief": "targeted_relief_alone",
}
ADOPTION = (
    *(
        Fault(f"adoption {name}", "left out", never_done(name), (scenario,))
        for name, scenario in SEEN_BY.items()
    ),
    Fault(
        "adoption follow_online_trade",
        "what is bought online is never missed in shops",
        left_out(online_demand, "follow_online_trade"),
        ("base",),
    ),
)

FAULTS = (*PHASES, *ADOPTION)
