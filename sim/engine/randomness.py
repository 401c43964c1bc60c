"""Chance as a pure function: uniform(seed, stream, day, agent, item).

A draw depends on what it is for, never on the order of events, so that two scenarios with one seed
share their weather, demand and luck. All arithmetic stays below 2**63, so that compiled code, plain
Python and numpy's integers give the same bits without a wrap-around.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sim.engine.machine.compiling import compiled

MASK = 0xFFFFFFFF
UNIT = 1.0 / 4294967296.0


class Stream(IntEnum):
    """What a draw is for: each purpose has its own numbers."""

    DEMAND = 1
    UNSERVED = 2
    DRIFT = 3
    LEAD_TIME = 4
    TRANSIT_LOSS = 5
    HARVEST = 6
    CHANNEL = 7
    DESTINATION = 8
    YIELD = 9
    LAND = 10
    CROPS = 11
    SUPPLIERS = 12
    BELIEF = 14
    LEVER = 15
    ROUND = 16
    BROKER = 17
    ONLINE_ORDERS = 18
    ONLINE_SELLERS = 19
    MERCHANTS = 20
    SHOCK = 21
    OUTAGE = 22
    PARCEL_LOSS = 23
    STALL_OWNERS = 24
    STALL_ORDERS = 25
    STALL_BUYERS = 26
    OTHER_INCOME = 27
    RECORDS = 28
    MISSING_RECORDS = 29
    RELIEF = 30
    SHELF_ORDERS = 31
    SEARCHES = 32
    RATIONING = 33
    CANCELLATION = 34
    PICK_UP = 35
    ROUND_OF_LOTS = 36
    TASTE = 37
    ATTENTION = 38
    OWNERS = 39


@compiled
def mix(x):
    """Scramble a 32-bit integer (a finaliser found by Wellons, hash-prospector)."""
    x = (x ^ (x >> 16)) & MASK
    x = (x * 0x21F0AAAD) & MASK
    x = x ^ (x >> 15)
    x = (x * 0x735A2D97) & MASK
    return x ^ (x >> 15)


@compiled
def day_key(seed, stream, day):
    """Two 32-bit words that stand for one stream on one day.

    seed    0 .. 2**63 - 1
    stream  a member of Stream
    day     day number, >= 0
    """
    low = mix((seed & MASK) ^ 0x5BD1E995)
    high = mix((seed >> 32) ^ low)
    first = mix(high ^ (stream * 0x1003F + day))
    second = mix(low + 0x27D4EB2F + stream * 0x3F1 + mix(day + 1))
    return first & MASK, second & MASK


@compiled
def bits(first, second, index):
    """32 random bits for one index (int64) under a day's key; first and second: see day_key."""
    return mix((mix(index ^ first) + second) & MASK)


@compiled
def index_of(agent, item):
    """One index for an agent's item, both int64 >= 0: agent 1's item 2 is not agent 3's item 0."""
    return (mix(agent) + item) & MASK


@compiled
def fraction(random_bits):
    """32 random bits as a float in [0, 1)."""
    return random_bits * UNIT


@compiled
def uniform(seed, stream, day, agent, item):
    """A number in [0, 1) that is the same whenever and wherever it is asked for.

    seed, stream, day  as in day_key
    agent, item        who draws, and for which of its things; integers >= 0
    """
    first, second = day_key(seed, stream, day)
    return fraction(bits(first, second, index_of(np.int64(agent), np.int64(item))))


type Item = int | NDArray[np.integer]


def uniforms(
    seed: int, stream: Stream, day: int, agents: NDArray[np.integer], item: Item = 0
) -> NDArray[np.float64]:
    """`uniform` for an array of agents; shape and order of `agents`, with which `item` agrees."""
    first, second = day_key(seed, int(stream), day)
    index = index_of(agents.astype(np.int64), item)
    result: NDArray[np.float64] = bits(first, second, index) * UNIT
    return result


def normals(
    seed: int, stream: Stream, day: int, agents: NDArray[np.integer], item: Item = 0
) -> NDArray[np.float64]:
    """Standard normal draws for an array of agents, of two uniforms each (Box and Muller 1958)."""
    radius = 1.0 - uniforms(seed, stream, day, agents, 2 * item)
    angle = uniforms(seed, stream, day, agents, 2 * item + 1)
    result: NDArray[np.float64] = np.sqrt(-2.0 * np.log(radius)) * np.cos(2.0 * np.pi * angle)
    return result
