"""The whole model: the day, its checks, what is recorded, and the Mesa model that runs it."""

from sim.model.trade_model import TradeModel

__all__ = ["TradeModel"]
