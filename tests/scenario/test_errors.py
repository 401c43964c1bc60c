"""Every kind of wrong input gives one line a problem: where, what, what is allowed instead."""

import re
from pathlib import Path

import pytest

from sim.scenario import ScenarioErrors, read_scenario
from sim.scenario.folders import base_file
from sim.scenario.problems import MOST_TOLD

BOMB = "\n".join(
    f"k{depth}: &k{depth} [{', '.join([f'*k{depth - 1}'] * 10)}]" if depth else "k0: &k0 [1, 1]"
    for depth in range(6)
)

# Text of the file, and how each line of the message begins after the file's name.
WRONG = {
    "syntax: bracket left open": ("stock:\n  moq: [1, 2\nscale: 3", [":3:6: not valid YAML"]),
    "syntax: tab": ("stock:\n\tmoq: 1", [":2:1: not valid YAML"]),
    "syntax: two documents": ("scale: 3\n---\nscale: 4", [":2:1: not valid YAML"]),
    "tag": ("scale: !!python/name:os.system 3", [":1:8: the tag 'tag:yaml.org"]),
    "tag on a key": ("!key scale: 3", [":1:1: the tag '!key'"]),
    "unknown key": ("wibble: 3", [":1:1: wibble: unknown key; allowed: one of title"]),
    "misspelt key": ("stock:\n  polcy: min_max", [":2:3: stock.polcy: unknown key"]),
    "misspelt dotted key": ("stock.polcy: min_max", [":1:1: stock.polcy: unknown key"]),
    "misspelt group": ("\nstok:\n  policy: min_max", [":2:1: stok: unknown key"]),
    "duplicate key": ("scale: 3\nscale: 4", [":2:1: scale: the key stands twice, first on line 1"]),
    "duplicate key, nested and dotted": (
        "stock.moq: 3\nstock:\n  moq: 4",
        [":3:3: stock.moq: the key stands twice, first on line 1"],
    ),
    "text for a number": ("scale: '3'", [":1:8: scale: '3' is not a number"]),
    "word for a number": ("demand.mean: many", [":1:14: demand.mean: 'many' is not a number"]),
    "octal": ("stock.moq: 010", [":1:12: stock.moq: '010' is not a whole number"]),
    "true for a number": ("fast.lot_cases: true", [":1:17: fast.lot_cases: true is not a number"]),
    "decimal for a whole number": ("stock.moq: 1.5", [":1:12: stock.moq: 1.5 is not a whole"]),
    "nothing for a number": ("grain: {money: null}", [":1:16: grain.money: nothing is not"]),
    "number for text": ("title: 3", [":1:8: title: 3 is not text"]),
    "unknown name": ("price.goods: costplus", [":1:14: price.goods: 'costplus' is not a name"]),
    "no date": ("calendar.start: 2016-13-01", [":1:17: calendar.start: '2016-13-01' is not a d"]),
    "date as a number": ("calendar.start: 20160101", [":1:17: calendar.start: 20160101 is not a"]),
    "list for a number": ("demand.mean: [1]", [":1:14: demand.mean: [1] is a list"]),
    "mapping for a number": ("scale: {value: 3}", [":1:8: scale: {'value': 3} is a mapping"]),
    "number for a list": ("demand.series: 3", [":1:16: demand.series: 3 is no list"]),
    "number for a group": ("stock: 3", [":1:8: stock: 3 stands where keys and values"]),
    "list for a group": ("stock:\n- moq: 3", [":2:1: stock: [{'moq': 3}] stands where keys"]),
    "list for a file": ("- a\n- b", [":1:1: ['a', 'b'] stands where keys and values"]),
    "word for a file": ("hello", [":1:1: 'hello' stands where keys and values"]),
    "too large": ("demand.wait: 1.2", [":1:14: demand.wait: 1.2 is too large; allowed: a num"]),
    "too small": ("demand.mean: -1", [":1:14: demand.mean: -1 is too small"]),
    "date out of bounds": ("calendar.start: 1999-12-31", [":1:17: calendar.start: '1999-12-31'"]),
    "entry out of bounds": (
        "stock.lead_time_days: [2, 2, 2,\n 0, 2, 2]",
        [":2:2: stock.lead_time_days: 0 is too small"],
    ),
    "list too short": ("stock.moq: [1, 2]", [":1:1: stock.moq: the list has length 2; allowed: "]),
    "empty list": ("stock.moq: []", [":1:12: stock.moq: [] is an empty list"]),
    "list for other levels": (
        "population: {kind: explicit, levels: 2, shops: 1}\nstock.moq: [1, 2, 3]",
        [":2:1: stock.moq: the list has length 3; allowed: one value, or a list of length 2"],
    ),
    "unknown province": (
        "population.provinces: [Gansu, Sichuang]",
        [":1:31: population.provinces: 'Sichuang' is not a name"],
    ),
    "province twice": (
        "population.provinces: [Gansu, Gansu]",
        [":1:23: population.provinces: ['Gansu', 'Gansu'] is a list that names a province twice"],
    ),
    "unknown province of a lever": (
        "levers.analytics: {level: 1, where: [Beijin]}",
        [":1:38: levers.analytics: 'Beijin' is not a name"],
    ),
    "unknown group of provinces": (
        "levers.analytics: {level: 1, where: costal}",
        [
            ":1:37: levers.analytics: 'costal' is not a name that is known here; allowed: off, "
            "historical, a level from 0 to 1, or {level: LEVEL or historical, from: YYYY-MM-DD, "
            "where: all, coastal, inland, west or [provinces]}; did you mean coastal?"
        ],
    ),
    "province that is no list": (
        "shocks.crop_yield: {size: 1, where: Gansu}",
        [":1:37: shocks.crop_yield: 'Gansu' is not a name that is known here"],
    ),
    "group in a list": (
        "levers.analytics: {level: 1, where: [west]}",
        [":1:38: levers.analytics: 'west' is not a name that is known here"],
    ),
    "lever in a group that is left out": (
        "population.provinces: [Gansu]\nlevers.analytics: {level: 1, where: coastal}",
        [":2:1: levers.analytics: the lever is on in `coastal`, which population.provinces leaves"],
    ),
    "shock in a group that is left out": (
        "population.provinces: [Gansu]\nshocks.crop_yield: {size: 1, where: coastal}",
        [":2:1: shocks.crop_yield: the shock is in `coastal`, which population.provinces leaves"],
    ),
    "lever in a province left out": (
        "population.provinces: [Gansu]\nlevers.analytics: {level: 1, where: [Tibet]}",
        [":2:1: levers.analytics: the lever is on in Tibet"],
    ),
    "lever above 1": ("levers.analytics: 2", [":1:19: levers.analytics: 2 is too large"]),
    "lever that is no level": (
        "levers.analytics: on",
        [":1:19: levers.analytics: 'on' is not a number; allowed: off, historical, a level"],
    ),
    "shops that join before days count": (
        "levers.analytics: {level: historical, from: 2015-12-31}",
        [":1:1: levers.analytics: shops join from 2015-12-31 on, and the days that count start on"],
    ),
    "lever without a level": (
        "levers.analytics: {where: [Gansu]}",
        [":1:19: levers.analytics: level is missing"],
    ),
    "lever with an unknown key": (
        "levers.analytics: {level: 1, form: 2016-05-01}",
        [":1:36: levers.analytics: unknown key 'form'"],
    ),
    "lever after the end": (
        "levers.analytics: {level: 1, from: 2018-05-01}",
        [":1:1: levers.analytics: the lever starts on 2018-05-01"],
    ),
    "shock that is a number": (
        "shocks.crop_yield: 0.3",
        [":1:20: shocks.crop_yield: 0.3 is not a name that is known here; allowed: off, or {size"],
    ),
    "shock without a size": (
        "shocks.crop_yield: {to: 2016-05-01}",
        [":1:20: shocks.crop_yield: size is missing"],
    ),
    "shock too large": (
        "shocks.crop_yield: {size: 2}",
        [":1:27: shocks.crop_yield: 2 is too large"],
    ),
    "shock with an unknown key": (
        "shocks.crop_yield: {size: 1, until: 2016-05-01}",
        [":1:37: shocks.crop_yield: unknown key 'until'"],
    ),
    "shock that ends before it begins": (
        "shocks.crop_yield: {size: 1, from: 2016-05-02, to: 2016-05-01}",
        [":1:1: shocks.crop_yield: the shock lasts from 2016-05-02 to 2016-05-01"],
    ),
    "shock before the run": (
        "shocks.crop_yield: {size: 1, from: 2015-12-31}",
        [":1:1: shocks.crop_yield: the shock lasts from 2015-12-31 to 2017-12-31; allowed"],
    ),
    "shock in a province left out": (
        "population.provinces: [Gansu]\nshocks.crop_yield: {size: 1, where: [Tibet]}",
        [":2:1: shocks.crop_yield: the shock is in Tibet"],
    ),
    "shock to one shop": (
        "population: {kind: explicit, shops: 1, levels: 1}\nshocks.demand_surge: {size: 1}",
        [":2:1: shocks.demand_surge: a shock to a population given outright"],
    ),
    "fee that leaves nothing": (
        "shocks.fee_rise: {size: 0.2}",
        [":1:1: shocks.fee_rise: the platform takes 0.23 of a price of which 1.1 is spent with it"],
    ),
    "fee below nothing": (
        "shocks.fee_rise: {size: -0.2}",
        [":1:1: shocks.fee_rise: the platform takes -0.17 of a price"],
    ),
    "alias bomb": (BOMB, [":1:5: the file holds too many values once its aliases are unfolded"]),
    "alias in itself": ("scale: &a [*a]", [":1:8: values are nested too deeply"]),
    "unknown alias": ("scale: *a", [":1:8: not valid YAML: found undefined alias"]),
    "nested too deeply": (f"scale: {'[' * 40}{']' * 40}", [":1:37: values are nested too deeply"]),
    "nested to the moon": (f"scale: {'[' * 200_000}", [":1:"]),
    "empty": ("", [":1:1: there is nothing to read"]),
    "only comments": ("# nothing\n\n# yet\n", [":1:1: there is nothing to read"]),
    "control character": ("scale: 3\ntitle: a\x07b", [":2:9: the file holds bytes that are not"]),
    "not a number": ("scale: .nan", [":1:8: scale: nan is not finite"]),
    "infinity": ("demand.mean: -.inf", [":1:14: demand.mean: -inf is not finite"]),
    "overflow": ("demand.mean: 1e999", [":1:14: demand.mean: inf is not finite"]),
    "dates out of order": (
        "calendar:\n  start: 2017-01-01\n  end: 2016-01-01",
        [":3:3: calendar.end: the calendar ends on 2016-01-01 but starts on 2017-01-01"],
    ),
    "start after the inherited end": (
        "calendar.start: 2018-01-01",
        [":1:1: calendar.start: the calendar ends on 2017-12-31 but starts on 2018-01-01"],
    ),
    "shares above 1": (
        "demand:\n  other_shop: 0.9\n  wait: 0.05",
        [":3:3: demand.wait: the shares of unserved customers sum to 1.4"],
    ),
    "income shares above 1": ("farm.wage_income_share: 0.9", [":1:1: farm.wage_income_share: the"]),
    "half a shop": (
        "population: {kind: explicit, levels: 1, shops: 1.5}",
        [":1:41: population.shops: an explicit population of 1.5 shops"],
    ),
    "nobody": (
        "population: {kind: explicit, shops: 0}",
        [":1:30: population.shops: nobody is there"],
    ),
    "lists of unlike provinces": (
        "freight: {loss: [0.1, 0.2]}\nmarketplace: {price: [3], km: [9]}",
        [":2:27: marketplace.km: lists of 0 and 1 and 2 provinces"],
    ),
    "farmers beside a marketplace of several provinces": (
        "extends: textbook/carrier_queue\npopulation: {farmers: 3, brokers: 0}",
        [":2:14: population.farmers: farmers beside 10 provinces"],
    ),
    "farmers beside shops of several provinces": (
        "extends: textbook/cobweb\nfreight: {loss: [0, 0]}",
        [":2:11: freight.loss: farmers beside 2 provinces"],
    ),
    "a country without shops": (
        "population: {farmers: 3, shops: 0}",
        [":1:26: population.shops: nobody is there"],
    ),
    "order-up-to level below the reorder point": (
        "stock: {policy: min_max, level_rule: given, reorder_point: 5}",
        [":1:45: stock.reorder_point: level 0 orders up to 0 from a reorder point of 5"],
    ),
    "normal demand in the provinces": (
        "demand.law: normal",
        [":1:1: demand.law: normal in a population of provinces"],
    ),
    "returns in the provinces": (
        "stock.returns: [forbidden, allowed, forbidden, forbidden, forbidden, forbidden]",
        [":1:1: stock.returns: allowed in a population of provinces"],
    ),
    "a pool that smooths": (
        "stock.pooled_firms: 3",
        [":1:1: stock.pooled_firms: level 0 pools 3 firms, and forecasts by exponential"],
    ),
    "goods that age are sent back": (
        "population.kind: explicit\nstock: {returns: allowed, shelf_life_days: 2}",
        [":2:27: stock.shelf_life_days: goods that age are sent back"],
    ),
    "chances that are too few": (
        "stock: {lead_time_spread_days: 2, lead_time_chances: [0.5, 0.4]}",
        [
            ":1:35: stock.lead_time_chances: the chances sum to 0.9",
            ":1:35: stock.lead_time_chances: 2 chances for spreads of 2 days",
        ],
    ),
    "a pool of more shops than there are": (
        "population: {kind: explicit, shops: 3, levels: 1}\n"
        "stock: {level_rule: forecast, forecast: moving_average, pooled_firms: 4}",
        [":2:57: stock.pooled_firms: 4 shops pool what 3 see; allowed: at most 3"],
    ),
    "half a unit counted in units": (
        "population: {kind: explicit, levels: 2}\ngrain.goods: 1\nstock.initial: [4, 4.5]",
        [":3:1: stock.initial: 4.5 units, where goods are counted in grains of 1; allowed: whole"],
    ),
    "half a unit to order up to": (
        "population: {kind: explicit, levels: 2}\ngrain.goods: 1\nstock.order_up_to: [8.5, 4]",
        [":3:1: stock.order_up_to: 8.5 units, where goods are counted in grains of 1"],
    ),
    "half a unit at which to order": (
        "population: {kind: explicit, levels: 2}\nstock.reorder_point: 2.5\ngrain.goods: 1",
        [":3:1: grain.goods: 2.5 units, where goods are counted in grains of 1; allowed: whole"],
    ),
    "demand that is no whole number of grains": (
        "population.kind: explicit\ndemand: {law: series, series: [2, 0.25]}\ngrain.goods: 10",
        [":3:1: grain.goods: 0.25 units, where goods are counted in grains of 0.1"],
    ),
    "more than a table of demand holds": (
        "population.kind: explicit\ndemand: {law: poisson, mean: 20001}",
        [":2:24: demand.mean: poisson demand of 20001 a day; allowed: at most 20000, or law: n"],
    ),
    "more grains than a column holds": (
        "population.kind: explicit\ngrain.goods: 1000\nstock.initial: 3e6",
        [":3:1: stock.initial: 3e+06 units of 1000 grains are more than a column can hold"],
    ),
    "a year of two months": (
        "online.month_index: [1, 1]",
        [":1:1: online.month_index: 2 months; allowed: 12 months"],
    ),
    "no services online": (
        "online.goods_share: 0.2",
        [":1:1: online.goods_share: goods of 6.646e+12 RMB leave no services in online.sales"],
    ),
    "chances of demand that are too few": (
        "population.kind: explicit\ndemand: {law: chances, chances: [0.5, 0.4]}",
        [":2:24: demand.chances: the chances of demand sum to 0.9; allowed: a sum of 1"],
    ),
    "chances that nobody comes": (
        "population.kind: explicit\ndemand: {law: chances, chances: [1]}",
        [":2:24: demand.chances: nobody ever asks for anything"],
    ),
    "given chances in the provinces": (
        "demand: {law: chances, chances: [0.5, 0.5]}",
        [":1:10: demand.law: chances in a population of provinces; allowed: linear, negative_bi"],
    ),
    "uniform demand upside down": (
        "population.kind: explicit\ndemand: {law: uniform, lowest: 5, highest: 4}",
        [":2:35: demand.highest: uniform demand from 5 to 4; allowed: a highest above 0"],
    ),
    "uniform demand between grains": (
        "population.kind: explicit\ndemand: {law: uniform, highest: 4.5}\ngrain.goods: 1",
        [":3:1: grain.goods: 4.5 units, where goods are counted in grains of 1"],
    ),
    "lognormal demand without an end": (
        "population.kind: explicit\ndemand: {law: lognormal, mean: 1, sd: 10000}\ngrain.goods: 100",
        [":3:1: grain.goods: lognormal demand may be"],
    ),
    "normal demand that no column holds": (
        "population.kind: explicit\ngrain.goods: 1000\ndemand: {law: normal, mean: 9, sd: 1e6}",
        [":3:32: demand.sd: normal demand may be 6.7e+06 units of 1000 grains a day; allowed: at"],
    ),
    "a firm that chooses by profit": (
        "population: {kind: explicit, levels: 2}\nstock: {level_rule: [given, profit]}",
        [":2:9: stock.level_rule: level 1 chooses by profit; allowed: profit at level 0 alone"],
    ),
    "profit from customers who wait": (
        "population: {kind: explicit, levels: 1}\nstock: {level_rule: profit, unfilled: backorder}",
        [":2:29: stock.unfilled: shops choose by profit what they hold for customers who wait"],
    ),
    "a fixed quantity of nothing": (
        "population: {kind: explicit, levels: 1}\nstock: {policy: fixed_quantity, lot_size: 0}",
        [":2:33: stock.lot_size: level 0 orders a fixed quantity of 0 units; allowed: lot_size ab"],
    ),
    "a fixed quantity below the smallest order": (
        "population: {kind: explicit, levels: 1}\n"
        "stock: {policy: fixed_quantity, lot_size: 4, moq: 5}",
        [":2:46: stock.moq: level 0 orders a fixed quantity of 4 units, and 5 at least"],
    ),
    "a fixed quantity in the provinces": (
        "stock: {policy: fixed_quantity, lot_size: 4}",
        [":1:9: stock.policy: fixed_quantity in a population of provinces"],
    ),
    "a memory that demand has not": (
        "population: {kind: explicit, levels: 1}\nstock.forecast: autoregressive",
        [":2:1: stock.forecast: level 0 forecasts by autoregression; allowed: demand.law normal"],
    ),
    "a memory of sales": (
        "population: {kind: explicit, levels: 1}\ndemand.law: normal\n"
        "stock: {forecast: autoregressive, demand_signal: sales}",
        [":3:35: stock.demand_signal: level 0 forecasts by autoregression, of sales; allowed: dem"],
    ),
    "a memory and a review period": (
        "population: {kind: explicit, levels: 1}\ndemand.law: normal\n"
        "stock: {forecast: autoregressive, demand_signal: demand, review_period_days: 2}",
        [":3:58: stock.review_period_days: level 0 forecasts by autoregression, with orders that"],
    ),
    "a memory above a level without": (
        "population: {kind: explicit, levels: 2}\ndemand.law: normal\n"
        "stock: {forecast: [constant, autoregressive], review_period_days: 1}",
        [":3:9: stock.forecast: level 1 forecasts by autoregression, and a level below does not"],
    ),
    "a pool of more firms than there are": (
        "population: {kind: explicit, shops: 30, levels: 2, shops_per_supplier: 10}\n"
        "stock: {level_rule: forecast, forecast: moving_average, pooled_firms: [1, 4]}",
        [":2:57: stock.pooled_firms: 4 firms of level 1 pool what 3 see; allowed: at most 3"],
    ),
    "several goods of farmers": (
        "population: {kind: explicit, shops: 3, levels: 1, farmers: 4, goods: 2}",
        [":1:63: population.goods: shops carry 2 goods; allowed: no farmers, or 1"],
    ),
    "several goods in a pool": (
        "population: {kind: explicit, shops: 3, levels: 1, goods: 2}\n"
        "stock: {level_rule: forecast, forecast: moving_average, pooled_firms: 3}",
        [":2:57: stock.pooled_firms: shops carry 2 goods; allowed: no pools, or 1"],
    ),
    "an outage somewhere": (
        "population: {kind: explicit, shops: 1, levels: 1}\n"
        "shocks.supplier_failure: {size: 1, where: [Gansu]}",
        [":2:1: shocks.supplier_failure: a shock in provinces that are not there; allowed: a sh"],
    ),
    "series without days": ("demand.law: series", [":1:1: demand.law: the law is series but"]),
    "merge key": (
        "stock: &s {moq: 1}\ndemand:\n  <<: *s",
        [":3:3: demand.<<: merge keys are not allowed"],
    ),
    "keys that are no text": (
        "1: 3\ntrue: 4\n? [a]\n: 5",
        [
            ":1:1: the key 1 is not text",
            ":2:1: the key true is not text",
            ":3:3: the key ['a'] is not text",
        ],
    ),
    "extends nothing": ("extends: basee", [":1:10: extends: there is no file 'basee'"]),
    "extends itself": ("scale: 3\nextends: asked", [":2:10: extends: the file extends itself"]),
    "extends an absolute path": ("extends: /etc/passwd", [":1:10: extends: '/etc/passwd' leads"]),
    "extends a folder above": ("extends: ../base", [":1:10: extends: '../base' leads out"]),
    "extends a list": ("extends: [base]", [":1:10: extends: ['base'] is not text"]),
    "all at once": (
        "scale: x\nwibble: 2\ndemand: {wait: 0.5, other_shop: 0.5}\n"
        "calendar: {start: 2019-01-01}\nstock.moq: [1]\nprice.markup: {a: b}",
        [
            ":1:8: scale: 'x' is not a number",
            ":2:1: wibble: unknown key",
            ":3:21: demand.other_shop: the shares of unserved customers sum to 1.45",
            ":4:12: calendar.start: the calendar ends on 2017-12-31",
            ":5:1: stock.moq: the list has length 1",
            ":6:15: price.markup: {'a': 'b'} is a mapping",
        ],
    ),
}


def lines_for(file: str, sets: tuple[str, ...] = ()) -> list[str]:
    with pytest.raises(ScenarioErrors) as caught:
        read_scenario(file, sets)
    assert len(caught.value.problems) == len(str(caught.value).splitlines())
    return str(caught.value).splitlines()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_file_is_told_line_by_line(kind: str) -> None:
    text, expected = WRONG[kind]
    Path("asked.yaml").write_text(text, encoding="utf-8")
    lines = lines_for("asked.yaml")
    assert len(lines) == len(expected), lines
    for line, beginning in zip(lines, expected, strict=True):
        assert line.startswith(f"asked.yaml{beginning}")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("stock:\n  polcy: min_max", "stock.policy"),
        ("stok.policy: min_max", "stock.policy"),
        ("safety_factor: 1", "stock.safety_factor"),
        ("titel: A", "title"),
        ("levers.direct_orderin: off", "levers.direct_ordering"),
        ("price.goods: costplus", "cost_plus"),
        ("levers.analytics: historcal", "historical"),
        ("levers.analytics: {level: historcal, from: 2016-05-01}", "historical"),
        ("shocks.fuel_price: of", "off"),
        ("shocks.fuel_price: {size: 1, form: 2016-05-01}", "from"),
        ("population.provinces: [Sichuang]", "Sichuan"),
        ("extends: with_direct_orderin", "with_direct_ordering"),
        ("extends: neighbor", "neighbour.yaml"),
    ],
)
def test_nearest_spelling_is_suggested(text: str, meant: str) -> None:
    Path("neighbour.yaml").write_text("scale: 3", encoding="utf-8")
    Path("asked.yaml").write_text(text, encoding="utf-8")
    (line,) = lines_for("asked.yaml")
    assert line.endswith(f"; did you mean {meant}?")


@pytest.mark.parametrize(
    ("assignment", "beginning"),
    [
        ("stock.moq=-1", "--set:1:11: stock.moq: -1 is too small; allowed: a whole number"),
        ("stock.moq=[1, -2]", "--set:1:15: stock.moq: -2 is too small"),
        ("stock.moq=[1, 2]", "--set:1:1: stock.moq: the list has length 2"),
        ("stock.mog=1", "--set:1:1: stock.mog: unknown key"),
        ("stock.moq", "--set:1:1: stock.moq: no value is given"),
        ("stock.moq=", "--set:1:1: stock.moq: no value is given"),
        ("stock.moq={", "--set:1:12: stock.moq: not valid YAML"),
        ("stock.moq=!!int 3", "--set:1:11: stock.moq: the tag"),
        ("=3", "--set:1:1: unknown key"),
        ("levers.analytics=on", "--set:1:18: levers.analytics: 'on' is not a number"),
        ("calendar.start=2019-01-01", "--set:1:1: calendar.start: the calendar ends on"),
    ],
)
def test_set_gets_the_same_checks(assignment: str, beginning: str) -> None:
    (line,) = lines_for("base", (assignment,))
    assert line.startswith(beginning)


def test_problems_of_parents_and_sets_come_together() -> None:
    Path("parent.yaml").write_text("scale: 0", encoding="utf-8")
    Path("asked.yaml").write_text("extends: parent\nstock.moq: -1", encoding="utf-8")
    starts = [line.split(" ")[0] for line in lines_for("./asked.yaml", ("grain.goods=0",))]
    assert starts == ["./asked.yaml:2:12:", "parent.yaml:1:8:", "--set:1:13:"]


def test_circle_of_two_is_told_where_it_closes() -> None:
    Path("asked.yaml").write_text("extends: other", encoding="utf-8")
    Path("other.yaml").write_text("extends: asked", encoding="utf-8")
    (line,) = lines_for("asked.yaml")
    assert line.startswith("other.yaml:1:10: extends: the file extends itself: asked.yaml > other")


def test_files_that_hold_no_text() -> None:
    Path("binary.yaml").write_bytes(b"scale: 3\n\xff\xfe\x00")
    Path("large.yaml").write_bytes(b"#" * 1_000_001)
    Path("folder.yaml").mkdir()
    assert lines_for("binary.yaml")[0].startswith("binary.yaml:2:1: the file holds bytes that are")
    assert lines_for("large.yaml")[0].startswith("large.yaml:1:1: the file is too large")
    (line,) = lines_for("folder.yaml")
    assert line.startswith("folder.yaml:1:1: there is no file")
    assert "did you mean" not in line


@pytest.mark.parametrize("name", ["", "nowhere/at/all.yaml", "\0", "a" * 5000, "/dev/null"])
def test_files_that_are_not_there(name: str) -> None:
    (line,) = lines_for(name)
    assert "there is no file" in line


def test_of_very_many_problems_the_first_and_their_number_are_told() -> None:
    Path("asked.yaml").write_text("".join(f"moq_{i}: 1\n" for i in range(9000)), encoding="utf-8")
    with pytest.raises(ScenarioErrors) as told:
        read_scenario("asked.yaml")
    lines = str(told.value).splitlines()
    assert (len(lines), len(told.value.problems)) == (MOST_TOLD + 1, 9000)
    assert lines[0].startswith("asked.yaml:1:1: moq_0: unknown key")
    assert lines[-1] == "and 8,980 more problems, 9,000 in all"


@pytest.mark.parametrize("kept", [[], [0, 4], [*range(12)]])
def test_a_base_that_lacks_parameters_is_told(
    monkeypatch: pytest.MonkeyPatch, kept: list[int]
) -> None:
    whole = base_file().read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", whole)
    Path("whole.yaml").write_text(
        "title: a\n" + "\n".join(blocks[2:][i] for i in kept), encoding="utf-8"
    )
    here = Path("whole.yaml").resolve()
    for module in ("documents", "chain"):
        monkeypatch.setattr(f"sim.scenario.{module}.base_file", lambda: here)
    with pytest.raises(ScenarioErrors) as told:
        read_scenario("./whole.yaml")
    missing = {problem.key for problem in told.value.problems}
    assert {"shocks.crop_yield", "levers.analytics"} <= missing
    assert all("has no record" in problem.wrong for problem in told.value.problems)


def test_a_base_whose_blocks_are_shuffled_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.split(r"\n(?=[a-z])", base_file().read_text(encoding="utf-8"))
    Path("whole.yaml").write_text("\n".join(reversed(blocks)), encoding="utf-8")
    here, expected = Path("whole.yaml").resolve(), read_scenario("base")
    for module in ("documents", "chain"):
        monkeypatch.setattr(f"sim.scenario.{module}.base_file", lambda: here)
    found = read_scenario("./whole.yaml")
    assert (found.levers, found.stock, found.title) == (
        *(expected.levers, expected.stock, expected.title),
    )
