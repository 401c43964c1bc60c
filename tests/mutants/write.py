"""Write the mutants of some files: each is the file with one small fault that cosmic-ray puts in.

Runs in cosmic-ray's own environment (make mutants), which knows nothing of the model.
"""

import json
import re
import sys
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

# Of the replacements of an operator one stands for all: the others are as easy to notice or easier.
KINDS = re.compile(
    r"core/("
    r"NumberReplacer|AddNot|ZeroIterationForLoop|Replace(True|False|And|Or|Break|Continue)With\w+"
    r"|ReplaceUnaryOperator_(USub_UAdd|Delete_Not)"
    r"|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Div|Div_Mul|FloorDiv_Mul|Mod_Mul|Pow_Mul"
    r"|RShift_LShift|LShift_RShift|BitOr_BitAnd|BitAnd_BitOr|BitXor_BitOr)"
    r"|ReplaceComparisonOperator_(Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt)"
    r")"
)


def mutants_of(file: Path):
    """Each mutant of a file: where, of what kind, the line before and after, and the whole text."""
    code = file.read_text("utf-8")
    lines = code.splitlines()
    for kind in filter(KINDS.fullmatch, operator_names()):
        operator = get_operator(kind)()
        places = [
            start
            for node in ast_nodes(get_ast(code))
            for start, _ in operator.mutation_positions(node)
        ]
        for occurrence, (line, _) in enumerate(places):
            mutated = mutate_code(code, operator, occurrence)
            yield {
                "file": str(file),
                "line": line,
                "kind": kind.removeprefix("core/"),
                "before": lines[line - 1].strip(),
                "after": mutated.splitlines()[line - 1].strip(),
                "code": mutated,
            }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for mutant in mutants_of(Path(name)):
            print(json.dumps(mutant))
