"""The whole model: the day, its checks, what is recorded, and the Mesa model that runs it."""

from sim.model.mesa.agents import Farmer, Manufacturer, Middleman, ShopOwner
from sim.model.trade_model import TradeModel

__all__ = ["Farmer", "Manufacturer", "Middleman", "ShopOwner", "TradeModel"]
