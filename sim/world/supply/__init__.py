"""Who supplies the shops at the opening: makers, brokers, wholesalers, and who serves whom."""
