"""Levers, shocks and relief broken on purpose."""

from dataclasses import replace

from sim.phases import adoption, shipping
from sim.phases.online import counters
from sim.phases.online import logistics as online_logistics
from sim.phases.policy import levers, relief, relief_choice, shocks
from sim.scenario.groups import ReliefChoice, Shocks
from sim.scenario.provinces import province_names
from sim.world.shops import levers as whom
from tests.evidence.faults.breaking import (
    Fault,
    column,
    instead,
    left_out,
    plus,
    setting,
    times,
)

TRIAL = ("trial_in_two_provinces",)


def others_first(real):
    """Luck turned round: who would join first does so last."""
    return lambda *asked: 1.0 - real(*asked)


def reaching(change):
    """Levers of shops that reach others, or begin on another day."""

    def make(real):
        def reach_of_levers(*asked):
            return {name: change(lever) for name, lever in real(*asked).items()}

        return reach_of_levers

    return make


LEVERS = (
    Fault(
        "lever analytics",
        "a shop is taken for a mean one at first",
        left_out(levers, "_first_sizes"),
        ("analytics_alone", *TRIAL),
    ),
    Fault(
        "lever direct_ordering",
        "half of the platform's fee",
        setting(shipping, platform_fee=times(0.5)),
        ("direct_ordering_alone", *TRIAL),
    ),
    Fault(
        "lever fast_replenishment",
        "its lead time is a day longer",
        setting(adoption, fast_lead=plus(1)),
        ("fast_replenishment_alone",),
    ),
    Fault(
        "lever smart_logistics",
        "technology saves a tenth more",
        setting(online_logistics, frontier_gain=times(1.1)),
        ("smart_logistics_alone",),
    ),
    Fault(
        "lever online_selling",
        "being online costs half as much",
        column("farm.bazaar", "fixed", lambda right: right // 2),
        ("online_selling_alone",),
    ),
    Fault(
        "lever targeted_relief",
        "given everywhere, not where it says",
        setting(relief, where=lambda _: tuple(province_names())),
        ("story_poverty_counties",),
    ),
    Fault(
        "lever new_retail",
        "a courier takes a day longer",
        setting(counters, delivery_days=plus(1)),
        ("new_retail_alone",),
    ),
    Fault(
        "lever level", "it reaches the wrong half", instead(whom, "uniforms", others_first), TRIAL
    ),
)

THEIR_SCENARIO = {
    "crop_yield": "shock_harvest_failure",
    "fuel_price": "shock_fuel_price",
    "lane_closure": "shock_lane_closure",
    "demand_surge": "shock_demand_surge",
    "platform_outage": "shock_platform_outage",
    "fee_rise": "shock_fee_rise",
    "supplier_failure": "shock_supplier_failure",
}


def half_as_hard(name):
    """A shock of half its size."""

    def how(patch):
        real = shocks.EFFECTS[name]

        def effect(state, rules, shock, day):
            real(state, rules, shock and replace(shock, size=0.5 * shock.size), day)

        patch.setitem(shocks.EFFECTS, name, effect)

    return how


def for_ever(name):
    """A shock whose end is not noticed."""

    def how(patch):
        real = shocks.EFFECTS[name]

        def effect(state, rules, shock, day):
            if shock:
                real(state, rules, shock, day)

        patch.setitem(shocks.EFFECTS, name, effect)

    return how


def never(name):
    """A shock that is not noticed."""
    return lambda patch: patch.setitem(shocks.EFFECTS, name, lambda state, rules, shock, day: None)


SHOCKS = (
    *(
        Fault(f"shock {name}", "does nothing", never(name), (THEIR_SCENARIO[name],))
        for name in Shocks._fields
    ),
    *(
        Fault(f"shock {name}", "does not end", for_ever(name), (THEIR_SCENARIO[name],))
        for name in Shocks._fields
        if name != "fee_rise"  # it has no end there
    ),
    Fault("shock fee_rise", "half as hard", half_as_hard("fee_rise"), ("shock_fee_rise",)),
)

BY = tuple(f"relief_{choice.name.lower()}" for choice in ReliefChoice)
BY_DATA, BY_QUOTA, AT_RANDOM = BY


def richest_first(real):
    """Data take those for poor who are least likely to be."""

    def judged(*asked):
        found = real(*asked)
        return found._replace(chance=-found.chance, income=-found.income)

    return judged


def quota_and_lot_mixed_up(office):
    """The quota is kept where lots should be drawn, and lots are drawn where it should be."""
    mixed_up = {
        ReliefChoice.BY_QUOTA: ReliefChoice.AT_RANDOM,
        ReliefChoice.AT_RANDOM: ReliefChoice.BY_QUOTA,
    }
    return office._replace(choice=int(mixed_up[ReliefChoice(office.choice)]))


RELIEF = (
    Fault("relief budget", "a tenth of it", setting(relief, budget=times(0.1)), BY),
    Fault("relief training", "none", left_out(relief, "train"), BY),
    Fault("relief haulage", "not paid back", setting(relief, freight_share=times(0)), BY),
    Fault(
        "relief data",
        "the other way round",
        instead(relief_choice, "judged", richest_first),
        (BY_DATA,),
    ),
    Fault(
        "relief quota",
        "on the wrong choice",
        setting(relief, office=quota_and_lot_mixed_up),
        (BY_QUOTA, AT_RANDOM),
    ),
)

FAULTS = (*LEVERS, *SHOCKS, *RELIEF)
