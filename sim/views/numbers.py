"""Numbers as people write them: signs, thousands, and only digits that mean something."""

import math

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def decimals(value: float) -> int:
    """Digits after the point that show two significant ones: none from 10 up, at most three."""
    size = abs(value)
    if size == 0 or not math.isfinite(size) or size >= 9.95:
        return 0
    if size >= 0.995:
        return 1
    return 2 if size >= 0.0995 else 3


def plain(value: float, digits: int | None = None) -> str:
    """A number with thousands separated: 12,340; 3.4; 0.052."""
    return _written(value, digits, sign="-")


def signed(value: float, digits: int | None = None) -> str:
    """A change: the same number with its sign, and 0 without one."""
    return _written(value, digits, sign="+")


def percent(share: float) -> str:
    """A share in per cent: 0.1234 is 12 %, 0.0123 is 1.2 %."""
    return plain(100 * share, _percent_digits(share)) + NO_BREAK + "%"


def signed_percent(share: float) -> str:
    """A relative change in per cent: 0.1234 is +12 %."""
    return signed(100 * share, _percent_digits(share)) + NO_BREAK + "%"


def rmb(value: float) -> str:
    """Money in three significant digits: RMB 11,800; RMB 2.93 million."""
    return "RMB" + NO_BREAK + amount(value)


def amount(value: float) -> str:
    """A number in three significant digits, with the word million or billion where it is one."""
    if not math.isfinite(value) or value == 0:
        return plain(value, 0)
    rounded = float(f"{value:.3g}")
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(rounded) >= size:
            return f"{rounded / size:g}{NO_BREAK}{word}".replace("-", MINUS)
    return plain(rounded, 0 if abs(rounded) >= 100 else None)


def tick(value: float) -> str:
    """A number on an axis, in as many digits as it has: 0.5; 2; 12,000; 1.5 M; 87.1 bn."""
    text = f"{round(value, 9):,.6g}"
    for size, word in ((1e9, "bn"), (1e6, "M")):
        if abs(value) >= size * (1 - 5e-7):
            text = f"{value / size:,.6g}{NO_BREAK}{word}"
            break
    return text.replace("-", MINUS)


def _percent_digits(share: float) -> int:
    size = abs(100 * share)
    if not math.isfinite(size) or size >= 9.95 or size == 0:
        return 0
    return 1 if size >= 0.05 else 2


def _written(value: float, digits: int | None, sign: str) -> str:
    if not math.isfinite(value):
        return "n/a"
    digits = decimals(value) if digits is None else digits
    value = round(value, digits)
    if value == 0:
        return "0"
    return f"{value:{sign},.{digits}f}".replace("-", MINUS)
