"""First of the month, online: people who have newly come online begin to sell.

A part of adoption. They choose the trades that their neighbours are in, list little at first, and
stay for less than a merchant from town where they earn less elsewhere.
"""

from typing import Annotated, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.settings import From, filled
from sim.engine.tables.online import BUYERS_A_PROVINCE, CELLS_A_PROVINCE, SERVICES
from sim.engine.units import in_money_a_month
from sim.engine.year import A_MONTH
from sim.rules.online_choice import access_at, still_offline
from sim.rules.online_newcomers import (
    chance_to_begin,
    mixed,
    parcels_reach,
    with_experience,
    worth_of_selling,
)
from sim.scenario import Scenario


class Settings(NamedTuple):
    """Who might sell, and what brings them."""

    might_sell: Annotated[float, From("online.might_sell")]  # share of people who are newly online
    seller_innovation: Annotated[float, From("online.innovation")]  # a month
    seller_imitation: Annotated[float, From("online.imitation")]
    learning: Annotated[float, From("online.learning_cost", in_money_a_month)]  # money a month
    first_listings: Annotated[float, From("online.first_listings")]  # share of the usual number
    # share of the gap to it that a month closes
    experience: Annotated[float, From("online.experience")]
    days_weight: Annotated[float, From("online.days_weight")]
    gap_2017: float  # people offline at the end of 2017 over those a year before


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(Settings, scenario, gap_2017=still_offline(scenario.online))


@compiled_part
def mean_days(parcels, s):
    """Days of delivery from a province, the mean over where parcels can go."""
    total = 0.0
    for home in range(len(parcels.slowness)):
        total += parcels.days[s, home]
    return total / len(parcels.slowness)


@compiled_part
def newly_online(buyers, buyer, settings, years):
    """People of a cell who have come online in the month before."""
    of_2015, of_2016 = buyers.access_2015[buyer], buyers.access_2016[buyer]
    now = access_at(years, of_2015, of_2016, settings.gap_2017)
    before = access_at(years - A_MONTH, of_2015, of_2016, settings.gap_2017)
    return buyers.people[buyer] * max(now - before, 0.0)


@compiled_part
def begin_to_sell(offers, buyers, parcels, now, earned, settings, years, income):
    """The newcomers of a month open, in every province that sells goods.

    now     float64 (categories, provinces): merchants, of whom there are more thereafter
    earned  by one with experience, money a month
    years   since the end of 2015; income: what all earn, over that at the opening
    Writes who are left to begin, what keeps a mean merchant, and how much it lists.
    """
    sellers = now.shape[1]
    quickest = mean_days(parcels, 0)
    for s in range(1, sellers):
        quickest = min(quickest, mean_days(parcels, s))
    for s in range(sellers):
        there, all_earned = 0.0, 0.0  # merchants of usual size, and what they earn
        for k in range(SERVICES):
            there += now[k, s] * offers.keeps[k, s] / offers.income[k, s]
            all_earned += now[k, s] * earned[k, s]
        might = 0.0
        for cell in range(CELLS_A_PROVINCE):
            buyer = BUYERS_A_PROVINCE * s + cell
            buyers.would_sell[buyer] += settings.might_sell * newly_online(
                buyers, buyer, settings, years
            )
            might += buyers.would_sell[buyer]
        sell = there / (there + might)
        reach = parcels_reach(mean_days(parcels, s), quickest, settings.days_weight)
        in_town = offers.income[0, s] * income
        joining, elsewhere = 0.0, 0.0  # over those who are there
        for cell in range(CELLS_A_PROVINCE):
            buyer = BUYERS_A_PROVINCE * s + cell
            of_town = buyers.elsewhere[buyer]
            worth = worth_of_selling(
                all_earned / there, settings.learning * income, sell, of_town * in_town
            )
            chance = chance_to_begin(
                settings.seller_innovation, settings.seller_imitation, sell, worth
            )
            begin = buyers.would_sell[buyer] * reach * chance
            buyers.would_sell[buyer] -= begin
            joining += begin / there
            elsewhere += begin / there * of_town
        for k in range(SERVICES):
            if joining > 0.0:
                offers.asks[k, s] = mixed(offers.asks[k, s], elsewhere / joining, joining)
            listed = mixed(offers.listed[k, s], settings.first_listings, joining)
            offers.listed[k, s] = with_experience(listed, settings.experience)
            now[k, s] *= 1.0 + joining
