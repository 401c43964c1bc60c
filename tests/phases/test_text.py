"""How much the functions of phases hand on, and that their text is laid out as all other text."""

import ast
from pathlib import Path

from sim import phases

FOLDER = Path(phases.__file__).parent
TEXTS = {path: path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py"))}
MANY, MOST = 8, 10


def test_few_functions_take_many_arguments():
    functions = [
        node
        for text in TEXTS.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    assert len(functions) > 400
    assert len([each.name for each in functions if len(each.args.args) >= MANY]) <= MOST


def test_no_line_is_kept_from_the_formatter():
    assert [path.name for path, text in TEXTS.items() if "fmt: " in text] == []
