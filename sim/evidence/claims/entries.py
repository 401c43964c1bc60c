"""How each claim is put to the model: a judgement on an outcome, and the mechanism that it names.

Claims of one company's platforms are put to what merchants and farmers sell there, those of the
nation to all online retail, services included: report_claims.yaml says which is which. An outcome
that the model does not report yet makes the verdict "cannot say".
"""

from typing import NamedTuple

from sim.evidence.claims.answer import Judgement
from sim.evidence.claims.numbers import INLAND
from sim.evidence.claims.ranks import AmongTop, Order
from sim.evidence.claims.signs import Case, InlandAbove, Members, falls, rises
from sim.evidence.claims.users import OnUsers
from sim.evidence.claims.values import Value, above_the_country, positive, ranked


class Entry(NamedTuple):
    """One claim."""

    judgement: Judgement
    mechanism: str  # a name of MECHANISMS
    lacks: str = ""  # a mechanism that the claim would need and the model has not


ENTRIES: dict[str, Entry] = {
    "gansu_sales_growth": Entry(Value("platform_sales_growth", above_the_country), "newcomers"),
    "seller_growth_order": Entry(Order("platform_sales_growth"), "newcomers"),
    "national_online_growth": Entry(Value("online_sales_growth", positive), "rising_taste"),
    "national_online_level": Entry(Value("online_sales"), "rising_taste"),
    "inland_benefits_most": Entry(InlandAbove("platform_sales_growth"), "newcomers"),
    "per_capita_spending_top": Entry(
        AmongTop("platform_spending_per_resident", beside="platform_spending_per_buyer"),
        "lack_in_shops",
    ),
    "logistics_improvement": Entry(AmongTop("delivery_gain"), "consolidation"),
    "jobs_guangdong": Entry(Value("jobs.transaction", ranked(1)), "marketplace"),
    "jobs_zhejiang": Entry(Value("jobs.transaction", ranked(2)), "marketplace"),
    "jobs_jiangsu": Entry(Value("jobs.transaction", ranked(3)), "marketplace"),
    "produce_online": Entry(
        rises(
            Case("online_sales.dried_dates", "Hubei"),
            Case("online_sales.oranges", "Hubei"),
            Case("online_sales.puer_tea", "Yunnan"),
            Case("online_sales.wild_mushrooms", "Yunnan"),
            Case("online_sales.cultivated_mushrooms", "Yunnan"),
            members=(
                Members("sold_online", "Hubei", must_move=False),
                Members("sold_online", "Yunnan", must_move=False),
            ),
        ),
        "online_selling",
    ),
    "income_sources": Entry(
        rises(
            Case("several_channels_share", INLAND),
            Case("income.farmer", INLAND, must_move=False),
            members=(Members("sold_online", INLAND),),
        ),
        "online_selling",
    ),
    "new_retail": Entry(rises(Case("online_orders_from_shops")), "new_retail"),
    "precise_inventory": Entry(OnUsers("analytics", "Zhejiang"), "analytics"),
    "direct_order": Entry(rises(Case("direct_share")), "direct_ordering"),
    "trims_costs": Entry(falls(Case("cost_of_goods_share")), "direct_ordering"),
    "targeted_relief": Entry(
        falls(Case("poverty_rate"), Case("relief.inclusion_error"), Case("relief.exclusion_error")),
        "relief_by_data",
    ),
}
