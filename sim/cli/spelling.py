"""What the encoding of a terminal or a file lacks, spelt in letters that it has: ±0.4 as +-0.4."""

import unicodedata

SPELT = {"±": "+-", "×": "x"}


def fits(text: str, encoding: str | None) -> bool:
    """Whether an encoding has every character; one that is not known is left to Python."""
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    except LookupError:
        pass
    return True


def spelt(text: str, encoding: str | None) -> str:
    """The text in characters that the encoding has."""
    if fits(text, encoding):
        return text
    return "".join(c if fits(c, encoding) else _spelt(c) for c in text)


def _spelt(character: str) -> str:
    """Its own spelling, its letter without accents, or else its escape."""
    letter = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return SPELT.get(character) or letter or character.encode("unicode_escape").decode()
