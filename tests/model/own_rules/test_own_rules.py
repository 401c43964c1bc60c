"""Rules of the user's own: found, checked, put in place of the built-in ones, and taken out."""

import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sim.model import TradeModel
from sim.model.own_rules.in_force import IN_FORCE, in_force, put_in_place
from sim.model.own_rules.named import rules_named, with_rules
from sim.model.own_rules.seams import SEAMS
from sim.scenario import ScenarioErrors, read_scenario, scenario_from_resolved
from tests.plain import compiled_and_plain, output_of

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "examples" / "generous_orders.py"
ASKED = {name: ", ".join(seam.arguments) for name, seam in SEAMS.items()}
WEEKS = 12
GAME = f"""
from sim.model import TradeModel
from sim.scenario import ScenarioErrors

def game(**how):
    return TradeModel("textbook/beer_game", **how, **{{"calendar.end": "2000-01-{WEEKS}"}})

def cost(model):
    return float(model.run().outcomes()["total_cost"].value)
"""


@pytest.fixture
def rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Write a rule into a file of the current folder; how the command line names it."""
    monkeypatch.chdir(tmp_path)

    def write(body: str, name: str = "ordering", asked: str = "", more: str = "") -> str:
        text = f"import math\n{more}\ndef mine({asked or ASKED[name]}):\n    {body}\n"
        Path("mine.py").write_text(text, "utf-8")
        return f"{name}=mine.py:mine"

    return write


def said(*asked: str) -> str:
    """The line with which the program refuses a rule."""
    with pytest.raises(ScenarioErrors) as refused:
        rules_named(asked)
    line = str(refused.value)
    assert "\n" not in line
    return line


GRAINS = "allowed: a number of grains from 0 to 2,147,483,647"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("return math.nan", "mine.py:3:1: ordering: mine: it answers nan to policy=0, position=5,"),
        ("return math.inf", "it answers inf to "),
        ("return -1", f"it answers -1 to policy=0, position=5, level=20, reorder_point=20, lot=6, "
                      f"moq=0; {GRAINS}"),
        ("pass", f"it answers None to policy=0, position=5, level=20, reorder_point=20, lot=6, "
                 f"moq=0; {GRAINS}"),
        ("return lots(lot)", "mine.py:4:1: ordering: NameError: name 'lots' is not defined"),
        ("assert lot > 6, 'a small lot'", "mine.py:4:1: ordering: AssertionError: a small lot"),
    ],
)  # fmt: skip
def test_an_answer_that_will_not_do_is_one_line(rule, body: str, line: str) -> None:
    assert line in said(rule(body))


@pytest.mark.parametrize(
    "asked", ["position, level", "*asked", "policy, position, level, reorder_point, moq, lot"]
)
def test_other_arguments_are_one_line(rule, asked: str) -> None:
    wrong = f"mine.py:3:1: ordering: mine: it takes ({asked}); allowed: ({ASKED['ordering']})"
    assert said(rule("return 1", asked=asked)) == wrong


@pytest.mark.parametrize(
    ("body", "more", "line"),
    [
        ("return helper(lot)", "helper = lambda lot: lot", "mine.py:4:1: ordering: mine: it can't"),
        ("return lot if lot > 0 else None", "", f"mine: it answers OptionalType(int64); {GRAINS}"),
    ],
)
def test_what_cannot_be_compiled_is_one_line(rule, body: str, more: str, line: str) -> None:
    assert line in said(rule(body, more=more))


UNKNOWN_TO_NUMBA = {
    "import math; return math.floor(level)": "4:1: {}Use of unsupported opcode (IMPORT_NAME)",
    "class Four: lots = 4\n    return Four.lots": "4:1: {}Use of unsupported opcode",
    "global LOTS\n    LOTS = 4\n    return LOTS": "5:1: {}Use of unsupported opcode",
    "return len(f'{level:.2f}')": "4:1: {}Use of unsupported opcode (FORMAT_WITH_SPEC)",
    "first, *others = (1, 2)\n    return first": "4:1: {}Use of unsupported opcode",
    "lots = {1: 2}\n    del lots[1]\n    return 4": "3:1: {}AssertionError; allowed: numbers, math",
    "match {1: 4}:\n        case {1: x}: return x\n    return 4": "{}Use of unsupported opcode",
}


@pytest.mark.parametrize("body", UNKNOWN_TO_NUMBA)
def test_python_that_numba_does_not_know_is_one_line(rule, tmp_path: Path, body: str) -> None:
    line = said(rule(body))
    assert UNKNOWN_TO_NUMBA[body].format("ordering: mine: it can't be compiled: ") in line
    assert str(tmp_path) not in line


def test_what_a_helper_cannot_be_compiled_for_is_one_line(rule, tmp_path: Path) -> None:
    helper = f"{HELPER}def helper(lot):\n    import math\n    return math.floor(lot)"
    line = said(rule("return helper(lot)", more=helper))
    assert line.startswith("mine.py:5:1: ordering: mine: it can't be compiled: Use of unsupported")
    assert str(tmp_path) not in line


HELPER = "from sim.engine.machine.compiling import compiled\n@compiled\n"


@pytest.mark.parametrize(
    ("more", "body", "told"),
    [
        ("import random", "return random.random()", "random"),
        ("from random import uniform as u", "return u(1, 4)", "u"),
        ("import numpy as np", "return np.random.poisson(4.0)", "np.random"),
        ("from numpy.random import poisson", "return poisson(4.0)", "poisson"),
        (
            f"import numpy\n{HELPER}def helper(lot):\n    return numpy.random.poisson(lot)",
            "return helper(lot)",
            "numpy.random",
        ),
    ],
)
def test_a_rule_that_draws_chance_is_refused(rule, more: str, body: str, told: str) -> None:
    line = said(rule(body, more=more))
    assert f"ordering: mine: it draws chance ({told}" in line
    assert line.endswith("allowed: the same answer to the same question")


def test_what_is_only_called_random_is_no_chance(rule) -> None:
    assert rules_named([rule("return random(lot)", more=f"{HELPER}def random(lot): return lot")])


def test_what_cannot_be_compiled_says_what_can(rule) -> None:
    line = said(rule("return helper(lot)", more="helper = lambda lot: lot"))
    assert "Untyped global name 'helper'" in line
    assert "functions of yours under @compiled" in line


def test_a_wrong_name_is_one_line(rule) -> None:
    named = rule("return 1")
    assert said("mine.py:mine").startswith("--rule:1:1: 'mine.py:mine' is no rule; allowed: RULE=")
    assert "there is no rule 'order'" in said("order=mine.py:mine")
    assert "did you mean ordering?" in said("orderin=mine.py:mine")
    assert said("ordering=mine.py:min") == (
        "mine.py:1:1: there is no function 'min'; allowed: mine; did you mean mine?"
    )
    assert "given twice" in said(named, named)
    assert "other.py:1:1: the file can't be read: No such file" in said("ordering=other.py:mine")


def test_a_file_that_does_not_run_is_one_line(rule) -> None:
    Path("torn.py").write_text("def mine(:\n", "utf-8")
    assert said("ordering=torn.py:mine").startswith("torn.py:1:1: SyntaxError: ")
    Path("fails.py").write_text("\nx = 1 / 0\n", "utf-8")
    assert said("ordering=fails.py:mine").startswith("fails.py:2:1: ZeroDivisionError: ")


def test_in_python_what_is_no_function_is_refused() -> None:
    with pytest.raises(ScenarioErrors, match="3 is no function; allowed: one with def"):
        TradeModel("textbook/beer_game", rules={"ordering": 3})


def test_every_example_is_a_rule_and_has_no_bytecode_written_beside_it() -> None:
    names = {"ordering": "generous", "pricing": "modest", "shop_pricing": "used_to",
             "joining": "sheep"}  # fmt: skip
    assert names.keys() == SEAMS.keys()
    found = rules_named([f"{rule}={EXAMPLE}:{name}" for rule, name in names.items()])
    assert {each.rule: each.function for each in found} == names
    assert not EXAMPLE.with_name("__pycache__").exists()


def test_what_a_rule_is_known_by_is_its_text(rule) -> None:
    def resolved(body: str) -> dict[str, str]:
        (found,) = rules_named([rule(body)])
        assert pickle.loads(pickle.dumps(found)) == found
        return found.resolved

    once, again, other = resolved("return 1"), resolved("return 1"), resolved("return 2")
    assert once == again
    assert once["file"] == "mine.py"
    assert once["file_sha256"] != other["file_sha256"]
    assert once["text_sha256"] != other["text_sha256"]


def test_a_scenario_keeps_its_rules_and_no_file_can_name_one(rule, tmp_path: Path) -> None:
    game = read_scenario("textbook/beer_game")
    own = with_rules(game, {"ordering": rule("return 4").partition("=")[2]})
    assert "rules" not in game.resolved
    assert own.name == "beer_game+mine"
    changed = own.with_values({"stock.lot_size": 2})
    assert changed.resolved["rules"] == own.resolved["rules"] != []
    for refused in ("rules: {ordering: mine.py:mine}", "rule.ordering: mine.py:mine"):
        (tmp_path / "own.yaml").write_text(
            f"title: t\nquestion: q\nextends: textbook/beer_game\n{refused}\n", "utf-8"
        )
        with pytest.raises(ScenarioErrors, match="rule"):
            read_scenario("own.yaml")
    with pytest.raises(ScenarioErrors, match="rule"):
        read_scenario("textbook/beer_game", ["rules=mine.py:mine"])
    with pytest.raises(ScenarioErrors, match="rules"):
        scenario_from_resolved(own.resolved)


def test_a_process_that_finds_another_text_refuses(rule) -> None:
    (found,) = rules_named([rule("return 4")])
    elsewhere = found._replace(file_sha256="0" * 64)
    with pytest.raises(ScenarioErrors, match="the file has changed since this command began"):
        put_in_place((elsewhere,))
    with pytest.raises(ScenarioErrors, match="other processes can't know this function"):
        put_in_place((found._replace(path=None, line=99),))


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Sets of rules that were put in place, which this fixture does not do."""
    placed: list[object] = []
    monkeypatch.setattr("sim.model.own_rules.in_force.put_in_place", placed.append)
    monkeypatch.setattr(IN_FORCE, "rules", ())
    yield placed


def test_rules_are_put_in_place_when_others_play(moved, rule) -> None:
    own = rules_named([rule("return 4")])
    for rules in ((), (), own, own, ()):
        with in_force(rules):
            pass
    assert moved == [own, ()]


def test_two_threads_cannot_play_by_different_rules(moved, rule) -> None:
    own = rules_named([rule("return 4")])
    refused: list[BaseException] = []

    def play() -> None:
        try:
            IN_FORCE.begin(own)
        except RuntimeError as error:
            refused.append(error)

    with in_force(()):
        thread = threading.Thread(target=play)
        thread.start()
        thread.join()
    assert "another thread plays by other rules" in str(refused[0])
    assert moved == []


def test_after_an_interruption_rules_are_put_in_place_again(monkeypatch, moved, rule) -> None:
    own = rules_named([rule("return 4")])

    def interrupted(rules: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("sim.model.own_rules.in_force.put_in_place", interrupted)
        IN_FORCE.begin(own)
    with in_force(()):
        assert moved == [()]


def test_other_errors_stay_what_they_are(moved, rule) -> None:
    with pytest.raises(ZeroDivisionError), in_force(rules_named([rule("return 4")])):
        raise ZeroDivisionError


# Sterman's game by hand: who orders four a week whatever comes keeps twelve, but for the shop, from
# which eight are asked from the fifth week on, and which gets four.
FOUR = """
def four(policy, position, level, reorder_point, lot, moq):
    return 4
"""


# What the game costs who orders four, by the built-in rule, and by the example's.
THREE = f"""{GAME}{FOUR}
rules = {{"ordering": "{EXAMPLE}:generous"}}
print(cost(game(rules={{"ordering": four}})), cost(game()), cost(game(rules=rules)))
"""


def cost_of_always_four() -> float:
    shop, cost = 12, 0.0
    for week in range(1, WEEKS + 1):
        shop += 4 - (4 if week < 5 else 8)
        cost += 3 * 0.5 * 12 + (0.5 * shop if shop > 0 else -1.0 * shop)
    return cost


def test_models_by_different_rules_take_turns_and_a_rule_is_what_is_played() -> None:
    program = (
        THREE
        + """
one, other = game(), game(rules=rules)
while one.running:
    one.step()
    other.step()
print(cost(one), cost(other))
"""
    )
    first, turns = output_of(program, plain=True).splitlines()
    always_four, built_in, generous = map(float, first.split())
    assert always_four == cost_of_always_four()
    assert len({always_four, built_in, generous}) == 3
    assert turns == f"{built_in} {generous}"


def test_a_saved_run_goes_on_under_its_own_rule_alone(tmp_path: Path) -> None:
    program = f"""{GAME}
from pathlib import Path
path, rules = Path("{tmp_path}/saved.npz"), {{"ordering": "{EXAMPLE}:generous"}}
own = game(rules=rules)
own.play(5)
own.save(path)
again = game(rules=rules)
print(game().go_on_from(path), again.go_on_from(path), cost(again) == cost(own))
"""
    assert output_of(program, plain=True) == "False True True\n"


def test_an_answer_in_the_middle_of_a_run_ends_it_with_one_line(rule) -> None:
    rule("return 4 if position > 0 else math.nan")
    program = f"""{GAME}
try:
    cost(game(rules={{"ordering": "{Path("mine.py").resolve()}:mine"}}))
except ScenarioErrors as error:
    print(error)
"""
    (line,) = output_of(program, plain=True).splitlines()
    assert "mine.py:3:1: ordering: mine: it answers nan to policy=0, position=0, level=" in line


@pytest.mark.slow
def test_compiled_and_plain_rules_give_the_same(rule) -> None:
    rule("assert lot > 0; return 4.9 if position > 0 else math.nan")
    program = (
        THREE
        + f"""
try:
    cost(game(rules={{"ordering": "{Path("mine.py").resolve()}:mine"}}))
except ScenarioErrors as error:
    print(error)
print(cost(game(rules=rules)), cost(game()))
"""
    )
    compiled, plain = compiled_and_plain(program)
    assert compiled == plain
    assert "it answers nan" in plain.splitlines()[1]
