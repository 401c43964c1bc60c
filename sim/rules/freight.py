"""What it costs to move goods over a road."""

from sim.engine.compiling import compiled

CLOSED = 1e9  # money a kg over a closed lane: nobody sends anything


@compiled
def freight_per_kg(per_kg, per_kg_km, km, dearer):
    """Freight of a full load, money a kg.

    per_kg     loading and unloading, money a kg
    per_kg_km  haulage, money a kg and 1000 km
    km         by road
    dearer     share by which haulage is dearer than usual
    """
    return per_kg + per_kg_km * (1.0 + dearer) * km / 1000.0


@compiled
def dearer_by_fuel(rise, fuel_share, from_there, to_there):
    """Share by which haulage is dearer where fuel is, half of it being bought at each end.

    rise                  of the price of fuel, as a share
    fuel_share            of the cost of haulage
    from_there, to_there  1 where an end is in the provinces with dearer fuel, else 0
    """
    return rise * fuel_share * 0.5 * (from_there + to_there)
