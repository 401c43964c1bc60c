"""The outcomes that a run of provinces reports."""

from sim.outcomes.of_farm_households import FARM_HOUSEHOLDS
from sim.outcomes.of_online_trade import ONLINE_TRADE
from sim.outcomes.of_shops import SHOPS

COUNTRY = (*SHOPS, *ONLINE_TRADE, *FARM_HOUSEHOLDS)
