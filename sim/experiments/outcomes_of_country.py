"""The outcomes that a run of provinces reports."""

from sim.experiments.outcomes_of_farm_households import FARM_HOUSEHOLDS
from sim.experiments.outcomes_of_online_trade import ONLINE_TRADE
from sim.experiments.outcomes_of_shops import SHOPS

COUNTRY = (*SHOPS, *ONLINE_TRADE, *FARM_HOUSEHOLDS)
