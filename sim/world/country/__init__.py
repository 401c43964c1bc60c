"""The country before anybody trades: provinces, goods, seasons, and the ways between."""
