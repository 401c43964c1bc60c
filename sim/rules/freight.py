"""What it costs to move goods over a road."""

from sim.engine.machine.compiling import compiled

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


@compiled
def direct_freight(weight, full, within, small_load, by_warehouse):
    """Freight of a direct order, money a grain, besides the charge of the delivery.

    weight        kg a grain
    full, within  full loads from the producer's province to the shop's, and inside it; money a kg
    small_load    what a part load costs a kg against a full one
    by_warehouse  whether goods come in full loads to a warehouse in the shop's province, and from
                  there in part loads; else they are a part load all the way
    """
    if by_warehouse:
        return weight * (full + within * small_load)
    return full * (weight * small_load)
