"""Numbers of things in words: 1 lever, 2 levers."""


def counted(number: int, things: str) -> str:
    """So many of them.

    things  in the plural: runs, ends of guesses
    """
    first, *rest = things.split(" ", 1)
    return " ".join([f"{number:,}", first.removesuffix("s") if number == 1 else first, *rest])
