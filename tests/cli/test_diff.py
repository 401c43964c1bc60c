"""`sim diff A B`: a table, JSON, or that nothing differs."""

import json

PAIR = ("without_direct_ordering", "with_direct_ordering")


def test_a_table_with_value_unit_status_and_source(sim, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # the path of a file stays on one line
    result = sim("diff", "base", "pricing/cost_plus_with")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "parameter in value unit status source" in words
    assert "price.goods base adaptive_markup choice assumed" in words
    assert "cost_plus_with cost_plus choice chosen" in words
    assert "cost_plus_with.yaml:5" in words


def test_json(sim) -> None:
    content = json.loads(sim("diff", *PAIR, "--json").stdout)
    assert [line["key"] for line in content] == ["levers.analytics", "levers.direct_ordering"]
    assert content[0]["unit"] == "share"
    assert content[0]["first"].items() >= {"value": "off", "status": "chosen"}.items()
    assert content[0]["second"].items() >= {"value": 1.0, "status": "chosen"}.items()


def test_nothing_differs(sim) -> None:
    result = sim("diff", "base", "base")
    assert result.exit_code == 0
    assert result.stdout == "base and base give every parameter the same value.\n"
    assert json.loads(sim("diff", "base", "base", "--json").stdout) == []
