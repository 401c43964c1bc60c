"""The marketplace: merchants, farmers' stalls and shops' counters, their parcels and carriers."""
