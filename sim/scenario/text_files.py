"""Bytes to text: what is too large, unreadable or no text is refused before YAML sees it."""

import re
from pathlib import Path

from sim.scenario.problems import Position, Problem, ScenarioErrors

MAX_BYTES = 1_000_000

# All that YAML 1.1 does not count as printable.
NOT_PRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_text(path: Path, file: str) -> str:
    """The text of a small UTF-8 file.

    Raises:
        ScenarioErrors: when it is too large, can't be opened, or holds no text.
    """
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        wrong = f"the file can't be read: {reason}"
        raise ScenarioErrors([Problem(Position(file), "", wrong, "a readable file")]) from None
    if len(data) > MAX_BYTES:
        wrong, allowed = "the file is too large", f"at most {MAX_BYTES:,} bytes"
        raise ScenarioErrors([Problem(Position(file), "", wrong, allowed)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        check_printable(before, file)
        raise _no_text(before, file) from None
    check_printable(text, file)
    return text


def check_printable(text: str, file: str) -> None:
    """Refuse control characters, which YAML does not allow."""
    found = NOT_PRINTABLE.search(text)
    if found:
        raise _no_text(text[: found.start()], file)


def _no_text(before: str, file: str) -> ScenarioErrors:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    wrong = "the file holds bytes that are not text"
    return ScenarioErrors([Problem(Position(file, line, column), "", wrong, "UTF-8 text")])
