"""The first morning: who is there becomes keepers and shelves, with prices, stock and money."""
