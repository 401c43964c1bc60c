"""What is done to the country from outside: levers, shocks, and relief of the poor."""
