"""Text from outside, made safe to show: what steers a terminal or hides is written out.

Titles, questions, file names, values and the text of manifests come from others. An escape
sequence would colour or overwrite what stands on a terminal, a bidirectional override would turn
words around, and half a character that no encoding has would end a command.
"""

import unicodedata

# Control (C0, C1), format (bidirectional overrides, zero width), surrogates, separators of lines.
STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def visible(text: str) -> str:
    r"""The text with every steering character as its escape (`\x1b`); line breaks stay."""
    if text.isprintable():
        return text
    return "".join(_shown(c) if c != "\n" else c for c in text)


def one_line(text: str) -> str:
    """The same on one line: a line break is written out, too."""
    return visible(text).replace("\n", "\\n")


def _shown(character: str) -> str:
    if unicodedata.category(character) not in STEERING:
        return character
    return character.encode("unicode_escape").decode()
