"""Mesa agents are views: they show the tables, hold nothing, and leave the run as it is."""

import inspect
import re
from operator import attrgetter

import mesa
import numpy as np
import pytest

from sim.engine.tables.ledger import Sector
from sim.model import Farmer, Manufacturer, Middleman, ShopOwner, TradeModel
from sim.model.mesa.agents import ViewError
from sim.scenario import ScenarioErrors

KINDS = (ShopOwner, Middleman, Manufacturer, Farmer)
GRAINS = {"grain.money": 1000, "grain.goods": 10}


def small(seed=1, **more):
    days = {"calendar.end": "2016-01-12", "calendar.warmup_days": 0}
    where = {"scale": 20000, "population.provinces": ["Tibet", "Qinghai"]}
    return TradeModel("base", seed, **(where | days | more))


@pytest.fixture(scope="module")
def model():
    model = small(**GRAINS, **{"levers.direct_ordering": np.float64(1.0)})
    for _ in range(9):
        model.step()
    return model


def shown_columns(kind):
    """Attributes that show a column, with its place and the unit that its users see."""
    for name, shown in inspect.getmembers(kind, lambda member: isinstance(member, property)):
        told = re.fullmatch(r"(?:(\S+): )?.* \(([a-z_.]+)\)", shown.__doc__)
        if told:
            yield name, told[2], told[1] or ""


def test_every_firm_and_household_is_one_agent_of_its_kind(model):
    sectors = {ShopOwner: {Sector.SHOPS}, Manufacturer: {Sector.MANUFACTURERS}}
    sectors[Middleman] = {Sector.BROKERS, *(Sector.SHOPS + tier for tier in range(1, 6))}
    keepers = model.state.keepers
    for kind, its_sectors in sectors.items():
        rows = [agent.row for agent in model.agents_by_type[kind]]
        assert rows == np.flatnonzero(np.isin(keepers.sector, list(its_sectors))).tolist()
    households = len(model.state.farm.farmers.cash)
    assert [agent.row for agent in model.agents_by_type[Farmer]] == list(range(households))
    assert set(model.agent_types) == set(KINDS)
    assert len(model.agents) == sum(len(agents) for agents in model.agents_by_type.values())
    for middleman in model.agents_by_type[Middleman]:
        sector = keepers.sector[middleman.row]
        assert middleman.tier == (0 if sector == Sector.BROKERS else sector - Sector.SHOPS)


def test_a_textbook_chain_has_no_farmers():
    beer_game = TradeModel("textbook/beer_game")
    count = {kind: len(agents) for kind, agents in beer_game.agents_by_type.items()}
    assert count == {ShopOwner: 1, Middleman: 2, Manufacturer: 1}
    shop = beer_game.agents_by_type[ShopOwner][0]
    assert isinstance(shop.supplier.supplier.supplier, Manufacturer)


def test_an_agent_holds_its_row_and_nothing_else(model):
    for kind in KINDS:
        assert set(vars(model.agents_by_type[kind][0])) == {"model", "unique_id", "pos", "row"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_attribute_is_its_column_in_rmb_and_units(model, kind):
    # One RMB is 1000 grains of money here, one unit 10 grains of goods.
    grains = {"RMB": 1000, "RMB/day": 1000, "unit": 10, "unit/day": 10, "RMB/unit": 100}
    agent = model.agents_by_type[kind][1]
    first, compared = model.state.keepers.first_shelf, 0
    for name, place, unit in shown_columns(kind):
        column, value = attrgetter(place)(model.state), getattr(agent, name)
        if isinstance(value, np.ndarray):
            rows = slice(first[agent.row], first[agent.row + 1])
            assert np.allclose(value, column[rows] / grains.get(unit, 1))
        elif isinstance(value, float):
            assert value == pytest.approx(float(column[agent.row]) / grains.get(unit, 1))
        elif isinstance(value, bool):
            assert value == (column[agent.row] == 1)
        else:
            continue
        assert "grain" not in unit and "money" not in unit
        compared += 1
    assert compared >= (6 if kind is Farmer else 14)


def test_names_stand_for_rows(model):
    state, owner = model.state, model.agents_by_type[ShopOwner][2]
    shelves = np.flatnonzero(state.shelves.keeper == owner.row)
    products = state.shelves.product[shelves]
    assert owner.products == tuple(state.product_names[product] for product in products)
    assert owner.province == state.province_names[state.keepers.province[owner.row]]
    farmer = model.agents_by_type[Farmer][50]
    plots = state.farm.plots.product[state.farm.plots.farmer == 50]
    assert set(farmer.crops) == {state.product_names[product] for product in plots}
    for maker in model.agents_by_type[Manufacturer]:
        kinds = state.products.category[
            [state.product_names.index(name) for name in maker.products]
        ]
        assert {state.category_names[kind] for kind in kinds} == {maker.category}
        assert maker.capacity.shape == maker.stock.shape


def test_suppliers_and_customers_know_each_other(model):
    for middleman in model.agents_by_type[Middleman]:
        assert all(customer.supplier is middleman for customer in middleman.customers)
    for owner in model.agents_by_type[ShopOwner]:
        assert owner in owner.supplier.customers
        assert len(owner.suppliers) == len(owner.products)
        for supplier, direct in zip(owner.suppliers, owner.orders_directly, strict=True):
            assert not direct or supplier is None or isinstance(supplier, Manufacturer)


def test_asking_for_agents_changes_nothing_in_the_run():
    alone, watched = small(), small()
    watched.datacollector = mesa.DataCollector(agent_reporters={"cash": "cash"})
    while watched.running:
        alone.step()
        watched.step()
        watched.datacollector.collect(watched)
    assert "roster" not in vars(alone)
    assert [outcome for outcome in alone.outcomes().values() if outcome.value == outcome.value] == [
        outcome for outcome in watched.outcomes().values() if outcome.value == outcome.value
    ]
    cash = watched.datacollector.get_agent_vars_dataframe()["cash"].unstack("Step")
    assert cash.shape == (len(watched.agents), 12)
    assert cash.loc[:, 1.0].ne(cash.loc[:, 12.0]).any()


def test_an_attribute_cannot_be_assigned_and_the_error_says_what_to_change(model):
    maker = model.agents_by_type[Manufacturer][0]
    with pytest.raises(AttributeError, match=rf"model\.state\.accounts\.cash\[{maker.row}\]"):
        maker.cash = 5.0
    with pytest.raises(AttributeError, match=r"model\.state\.shelves\.price\[\d+:\d+\] in place"):
        maker.price = 5.0
    with pytest.raises(ValueError, match="read-only"):
        maker.stock[0] = 5.0
    with pytest.raises(AttributeError, match=r"farm\.farmers\.province"):
        model.agents_by_type[Farmer][0].province = "Gansu"
    owner = model.agents_by_type[ShopOwner][0]
    model.state.keepers.analytics[owner.row] = 1  # in place, as the messages say
    assert owner.analytics


def test_a_setting_is_checked_like_a_line_of_a_file():
    assert small(**{"levers.analytics": np.int64(1)}).asked.levers.analytics.level == 1
    with pytest.raises(ScenarioErrors, match=r"did you mean levers\.analytics"):
        small(**{"levers.analytic": 1})
    with pytest.raises(ScenarioErrors, match="scale"):
        small(scale="large")


def test_a_seed_is_a_whole_number_or_drawn():
    assert small(seed=np.int64(7)).run_seed == 7
    assert small(rng=7).run_seed == 7
    assert small(seed=None).run_seed != small(seed=None).run_seed
    with pytest.raises(TypeError):
        small(seed=1.5)


def test_outcomes_are_collected_when_the_run_is_over():
    model = small()
    with pytest.raises(RuntimeError, match="max_steps=12"):
        _ = model.datacollector
    model.run()
    row = model.datacollector.get_model_vars_dataframe().iloc[0]
    assert row["stockout_rate"] == model.outcomes()["stockout_rate"].value


@pytest.mark.parametrize("beyond", ["step", "play", "run_for"])
def test_after_the_last_day_a_step_says_that_the_run_has_ended(beyond):
    ended = TradeModel("textbook/eoq", **{"calendar.end": "2000-01-03", "calendar.warmup_days": 0})
    ended.run().run()
    days = {"step": (), "play": (ended.day + 1,), "run_for": (1,)}[beyond]
    told = f"^the run has ended: day {ended.days_total} was its last; ask `running` before"
    with pytest.raises(RuntimeError, match=told):
        getattr(ended, beyond)(*days)
    assert ended.day == ended.days_total


def test_a_view_cannot_be_removed_and_says_what_to_do_instead(model):
    before = len(model.agents)
    for kind in KINDS:
        with pytest.raises(ViewError, match=r"would stay and go on trading.*scale.*select"):
            model.agents_by_type[kind][0].remove()
    with pytest.raises(ViewError):
        model.agents.do("remove")
    with pytest.raises(ViewError):
        model.remove_all_agents()
    assert len(model.agents) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_subclass_of_a_view_is_refused_and_says_what_to_do_instead(kind):
    with pytest.raises(ViewError, match=r"Own: .*made by the model.*subclass TradeModel"):
        type("Own", (kind,), {"__module__": "elsewhere"})
