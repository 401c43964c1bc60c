"""The parts of a page that are measured: each stands between two comments with its name."""

import re


def renew(page: str, measured: str, name: str = "measured") -> str:
    """The page with that part written anew."""
    part = re.compile(rf"(<!-- {name}: .*? -->\n).*(<!-- end {name} -->)", re.S)
    return part.sub(lambda found: f"{found[1]}\n{measured}\n\n{found[2]}", page)
