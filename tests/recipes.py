"""The recipes of docs/architecture.md, carried out: what is replaced by what in which file.

Each is carried out in a copy of the sources; nothing here changes the model.
"""

from typing import NamedTuple

RULE = "sim/rules/attention.py"
FAMILY, SHOPS = "sim/model/report/families/shops.py", "sim/outcomes/of_shops.py"


class Edit(NamedTuple):
    """A text that stands once in a file, and what takes its place; "" and no file: a new one."""

    file: str
    old: str
    new: str


A_RULE = (
    Edit(
        RULE,
        "    return 1.0 - (1.0 - attention) * math.exp(-sales / reminding)\n",
        "    return 1.0\n",
    ),
)

AN_OUTCOME = (
    Edit(
        FAMILY,
        '    "fill_rate": lambda s:',
        '    "full_shelves_share": lambda s: 1.0 - ratio(s["empty"], s["days"]),\n'
        '    "fill_rate": lambda s:',
    ),
    Edit(
        SHOPS,
        '    Declared("fill_rate", "share",',
        '    Declared("full_shelves_share", "share", "shelves with stock at closing", NEITHER),\n'
        '    Declared("fill_rate", "share",',
    ),
)

A_LEVER = (
    Edit(
        "sim/scenario/groups/levers.py",
        "    smart_logistics: Annotated[\n",
        "    stock_scanner: Annotated[\n"
        "        Lever,\n"
        '        Unit("share"),\n'
        "        Bounds(0, 1),\n"
        '        Meaning("shops whose owner sees every shelf when he orders"),\n'
        "        Effects(\n"
        '            changes=("stockout_rate", "shelf_audit_rate", "income.shop_owner"),\n'
        '            leaves_alone=("online_sales", "delivery_days"),\n'
        "        ),\n"
        "    ]\n"
        "    smart_logistics: Annotated[\n",
    ),
    Edit(
        "scenarios/base.yaml",
        "  smart_logistics: {value: off,",
        "  stock_scanner: {value: off, unit: share, range: [0, 1], status: assumed, "
        "source: design choice}\n"
        "  smart_logistics: {value: off,",
    ),
    Edit(
        "sim/engine/tables/firms.py",
        '    new_retail: Annotated[Flag, Column("",',
        '    stock_scanner: Annotated[Flag, Column("", "1 where its owner sees every shelf")]\n'
        '    new_retail: Annotated[Flag, Column("",',
    ),
    Edit(
        "sim/phases/policy/levers.py",
        'writes="shelves: own_estimate; keepers: analytics',
        'writes="shelves: own_estimate; keepers: stock_scanner analytics',
    ),
    Edit("scenarios/all_levers.yaml", "  new_retail: 1\n", "  new_retail: 1\n  stock_scanner: 1\n"),
    Edit(
        "scenarios/stock_scanner_alone.yaml",
        "",
        "title: Stock scanner alone\n"
        "question: What is it worth that owners forget no shelf?\n"
        "extends: base\n\n"
        "levers: {analytics: off, direct_ordering: off, stock_scanner: 1}\n",
    ),
    Edit(
        "tests/evidence/faults/of_switches.py",
        '    Fault(\n        "lever smart_logistics",',
        "    Fault(\n"
        '        "lever stock_scanner",\n'
        '        "it reaches nobody",\n'
        '        column("keepers", "stock_scanner", lambda right: 0 * right),\n'
        '        ("stock_scanner_alone",),\n'
        "    ),\n"
        '    Fault(\n        "lever smart_logistics",',
    ),
    Edit(
        "README.md",
        "| `online_selling` |",
        "| `stock_scanner` | an owner sees every shelf when he orders |\n| `online_selling` |",
    ),
    # Its own mechanism.
    Edit(
        "sim/phases/supply/order_writing.py",
        "    reminded = settings.reminders * keepers.analytics[keeper]\n",
        "    reminded = settings.reminders * keepers.analytics[keeper]\n"
        "    reminded = max(reminded, keepers.stock_scanner[keeper] * 1.0)\n",
    ),
    Edit(
        "sim/phases/supply/order_writing.py",
        "keepers: level first_shelf upstream",
        "keepers: stock_scanner level first_shelf upstream",
    ),
)
