"""The part of a page that is measured: it stands between two comments."""

import re

PART = re.compile(r"(<!-- measured: .*? -->\n).*(<!-- end measured -->)", re.S)


def renew(page: str, measured: str) -> str:
    """The page with that part written anew."""
    return PART.sub(lambda found: f"{found[1]}\n{measured}\n\n{found[2]}", page)
