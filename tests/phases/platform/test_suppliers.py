"""A shop's choice between wholesaler and producer, and the terms that come with it, by hand."""

import numpy as np
import pytest

from sim.phases import adoption
from tests.phases.alone import country, rows_of, run, with_rules

SHOP, EVENING = 1, 15  # its turn: every seventh day


class Choice:
    """A shop that may order directly, and for each of its shelves both suppliers."""

    def __init__(self, **settings):
        self.model = country()
        days = {"assortment_days": 1000, "round_days": 1000, "minimum_order": 0.0}
        with_rules(self.model, "adoption", **(days | settings))
        self.state, self.settings = self.model.state, self.model.rules.adoption
        self.shelves, self.terms = self.state.shelves, self.state.terms
        keepers, routes = self.state.keepers, self.state.routes
        keepers.direct_ordering[SHOP] = 1
        routes.drop[:] = 0.0
        self.shelves.service[:] = 1.0
        self.state.products.ages[:] = 0  # nothing gets too old but in the test about it
        self.here = int(keepers.province[SHOP])
        self.wholesale, self.producer = {}, {}
        wholesaler = rows_of(self.model, int(keepers.upstream[SHOP])).start
        rows = rows_of(self.model, SHOP)
        for i in range(rows.start, rows.stop):
            product = int(self.shelves.product[i])
            if routes.wholesale_rank[product] >= 0:
                self.wholesale[i] = wholesaler + int(routes.wholesale_rank[product])
            if self.state.products.produce[product]:
                other = int(self.state.platform_shelf[self.here, product])
                if other >= 0:
                    self.producer[i] = other
            else:
                maker = int(routes.maker[SHOP, self.state.products.category[product]])
                self.producer[i] = rows_of(self.model, maker).start + int(routes.rank[product])
        self.both = sorted(self.wholesale.keys() & self.producer.keys())
        self.shelves.stock[[self.producer[i] for i in self.both]] = 1
        assert {self.is_produce(i) for i in self.both} == {True, False}

    def is_produce(self, i):
        return bool(self.state.products.produce[self.shelves.product[i]])

    def by_night(self, i):
        """Whether the shop fetches it by night."""
        return bool(self.state.products.fetched[self.shelves.product[i]])

    def prices(self, wholesale, producer):
        for i in self.both:
            self.shelves.price[self.wholesale[i]] = wholesale
            self.shelves.price[self.producer[i]] = producer

    def run(self, number=EVENING):
        run(self.model, adoption, number)

    def origin(self, i):
        """Where its producer's goods come from: farmers of the province, or a maker's plant."""
        if self.is_produce(i):
            return self.here
        category = self.state.products.category[self.shelves.product[i]]
        return int(self.state.routes.plant[SHOP, category])

    def freight(self, i):
        product = int(self.shelves.product[i])
        origin = self.origin(i)
        cost, load = self.state.routes.cost, self.settings.small_load
        whole_way, last_leg = float(cost[origin, self.here]), float(cost[self.here, self.here])
        a_kg = whole_way + load * last_leg if self.settings.warehouse else load * whole_way
        return float(self.state.products.weight[product]) * a_kg

    def assert_terms(self, i, **expected):
        for name, value in expected.items():
            found = getattr(self.terms, name)[i]
            assert found == pytest.approx(value, rel=1e-6), (name, i, self.is_produce(i))


@pytest.mark.parametrize("warehouse", [0, 1])
def test_dear_wholesalers_are_left_for_producers(warehouse):
    choice = Choice(warehouse=warehouse)
    drops = np.arange(choice.state.routes.drop.size).reshape(choice.state.routes.drop.shape)
    choice.state.routes.drop[:] = 7.0 + drops
    choice.prices(1e9, 0.01)
    choice.run()
    settings, products = choice.settings, choice.state.products
    for i in choice.both:
        product = int(choice.shelves.product[i])
        produce, case = choice.is_produce(i), int(products.case[product])
        origin = choice.origin(i)
        days = int(choice.state.routes.days[origin, choice.here])
        lead, way = (settings.produce_lead, 1) if produce else (days, days)
        cases = settings.lot_cases if produce else max(settings.lot_cases, 1.0)
        choice.assert_terms(
            i,
            supplier=choice.producer[i],
            origin=origin,
            direct=1,
            freight=choice.freight(i),
            lead=lead,
            lead_spread=settings.lead_spread,
            review=settings.produce_review if choice.by_night(i) else settings.review,
            lot=max(int(cases * case + 0.5), 1),
            moq=0,
            drop=7.0 + drops[origin, choice.here],
            transit_loss=1.0 - (1.0 - float(products.daily_loss[product])) ** way,
        )


@pytest.mark.parametrize("changes", [{}, {"moq": 4, "lot_units": 3, "lead_spread": 2}])
@pytest.mark.parametrize("fast", [0, 1])
def test_dear_producers_are_left_for_the_wholesaler(fast, changes):
    choice = Choice(fast_lot_cases=0.1, **changes)
    choice.state.keepers.fast_replenishment[SHOP] = fast
    choice.prices(1e9, 0.01)
    choice.run()
    choice.prices(0.01, 1e9)
    choice.run()
    settings, products = choice.settings, choice.state.products
    for i in choice.both:
        product, by_night = int(choice.shelves.product[i]), choice.by_night(i)
        lead = settings.produce_lead if by_night else settings.lead
        review = settings.produce_review if by_night else settings.review
        cases = settings.lot_cases
        if fast:
            lead, review = min(lead, settings.fast_lead), min(review, settings.fast_review)
            cases = min(cases, settings.fast_lot_cases)
        lot = max(int(cases * int(products.case[product]) + 0.5), 1)
        choice.assert_terms(
            i,
            supplier=choice.wholesale[i],
            origin=choice.here,
            direct=0,
            freight=0.0,
            lead=lead,
            lead_spread=0 if fast or by_night else settings.lead_spread,
            review=review,
            lot=settings.lot_units if settings.lot_units and not fast else lot,
            moq=settings.moq,
            drop=0.0,
            drop_share=0.0,
            transit_loss=products.daily_loss[product],  # a night on the road, however long it waits
        )


@pytest.mark.parametrize("lot_cases", [0.25, 0.5, 1.5])
def test_a_review_leaves_the_terms_of_the_opening(lot_cases):
    """Where no lever has changed them: a shop orders as it did, at the same costs."""
    model = country(f"stock.lot_cases=[{lot_cases}, 1, 2, 5, 10, 0]")
    state = model.state
    products = np.asarray(state.products.daily_loss)[state.shelves.product[: state.shop_shelves]]
    assert (products > 0.0).any()
    opened = {name: np.array(column) for name, column in state.terms._asdict().items()}
    state.keepers.reviews[: state.shops] = 1
    run(model, adoption, EVENING)
    assert not state.keepers.reviews[: state.shops].any()
    for name, column in opened.items():
        assert np.array_equal(column, getattr(state.terms, name)), name


def test_what_a_wholesaler_charges_for_freight_stands():
    choice = Choice()
    choice.prices(0.01, 1e9)
    choice.terms.direct[:] = 0
    choice.terms.freight[choice.both] = 0.25
    choice.run()
    assert choice.terms.freight[choice.both].tolist() == [0.25] * len(choice.both)


def test_a_producer_who_serves_badly_is_not_asked():
    choice = Choice(minimum_service=0.75)
    choice.prices(1e9, 0.01)
    good, bad = choice.both[:2]
    choice.shelves.service[choice.producer[good]] = 0.75
    choice.shelves.service[choice.producer[bad]] = 0.7499
    choice.run()
    assert choice.terms.direct[[good, bad]].tolist() == [1, 0]


def test_what_farmers_do_not_offer_tonight_is_not_ordered_from_them():
    """Goods are: a maker has a list of prices, whatever it has in stock."""
    choice = Choice()
    choice.prices(1e9, 0.01)
    choice.shelves.stock[[choice.producer[i] for i in choice.both]] = 0
    choice.run()
    direct = choice.terms.direct[choice.both].astype(bool).tolist()
    assert direct == [not choice.is_produce(i) for i in choice.both]


@pytest.mark.parametrize("let_down", [0, 1])
def test_whom_farmers_let_down_asks_the_wholesaler_the_next_day(let_down):
    choice = Choice()
    choice.prices(1e9, 0.01)
    choice.run()
    fresh = next(i for i in choice.both if choice.is_produce(i))
    assert choice.terms.direct[fresh] == 1
    choice.shelves.stock[choice.producer[fresh]] = 0
    choice.shelves.let_down[fresh] = let_down
    choice.run(EVENING + 1)  # not its turn
    assert choice.terms.direct[fresh] == 1 - let_down
    supplier = choice.wholesale[fresh] if let_down else choice.producer[fresh]
    assert choice.terms.supplier[fresh] == supplier


def test_what_would_come_too_old_is_not_ordered_from_its_maker():
    choice = Choice(way_share=0.5)
    choice.prices(1e9, 0.01)
    young, old = [i for i in choice.both if not choice.is_produce(i)][:2]
    for i, life in ((young, 10), (old, 9)):
        choice.state.products.shelf_life[choice.shelves.product[i]] = life
        choice.state.routes.days[choice.origin(i), choice.here] = 5
    choice.run()
    assert choice.terms.direct[[young, old]].tolist() == [1, 0]


def test_the_cheaper_is_chosen_fee_freight_and_credit_reckoned():
    """With next to no interest and no spoilage, a producer's unit costs price, fee and freight."""
    choice = Choice(platform_fee=0.1, daily_interest=0.0, loss_in_cost=0.0)
    for i in choice.both:
        choice.state.products.shelf_life[choice.shelves.product[i]] = 0
        choice.shelves.price[choice.producer[i]] = 10.0
    for above, chosen in ((0.99, 0), (1.01, 1)):
        for i in choice.both:
            choice.shelves.price[choice.wholesale[i]] = (11.0 + choice.freight(i)) * above
        choice.run()
        assert choice.terms.direct[choice.both].tolist() == [chosen] * len(choice.both)


@pytest.mark.parametrize("counted", [0.5, 1.0])
def test_what_is_lost_on_either_way_counts(counted):
    """A tenth a day: over a night from the wholesaler, over the lane from a maker."""
    choice = Choice(platform_fee=0.0, daily_interest=0.0, loss_in_cost=counted)
    products, days = choice.state.products, choice.state.routes.days
    for i in choice.both:
        product = choice.shelves.product[i]
        products.shelf_life[product], products.daily_loss[product] = 0, 0.1
        choice.shelves.price[choice.producer[i]] = 10.0
    for above, chosen in ((0.99, 0), (1.01, 1)):
        for i in choice.both:
            way = 1 if choice.is_produce(i) else int(days[choice.origin(i), choice.here])
            arrives = 1.0 - counted * (1.0 - 0.9**way)
            same = (10.0 + choice.freight(i)) / arrives * (1.0 - counted * 0.1)
            choice.shelves.price[choice.wholesale[i]] = same * above
        choice.run()
        assert choice.terms.direct[choice.both].tolist() == [chosen] * len(choice.both)


def test_a_day_s_credit_is_worth_a_day_s_interest():
    """30 days at 1 % a day are worth 0.3 of his price; a week's round ties cash up for 3.5 days."""
    choice = Choice(platform_fee=0.0, daily_interest=0.01, credit_days=30, loss_in_cost=0.0)
    choice.shelves.forecast[:] = 1e6  # a lot is gone at once
    settings = choice.settings
    for i in choice.both:
        choice.state.products.shelf_life[choice.shelves.product[i]] = 0
        choice.shelves.price[choice.producer[i]] = 7.0
    for over, chosen in ((0.999, 0), (1.001, 1)):
        for i in choice.both:
            days = settings.produce_review if choice.by_night(i) else settings.review
            direct = (7.0 + choice.freight(i)) * (1.0 + 0.005 * days)
            choice.shelves.price[choice.wholesale[i]] = over * direct / 0.7
        choice.run()
        assert choice.terms.direct[choice.both].tolist() == [chosen] * len(choice.both)


def test_without_the_platform_or_the_turn_nothing_changes():
    choice = Choice()
    choice.prices(1e9, 0.01)
    run(choice.model, adoption, EVENING + 1)
    assert not choice.terms.direct[choice.both].any()
    choice.state.keepers.direct_ordering[SHOP] = 0
    choice.run()
    assert not choice.terms.direct[choice.both].any()
    suppliers = {i: choice.terms.supplier[i] for i in choice.both}
    assert suppliers == {i: choice.wholesale[i] for i in choice.both}


def test_all_whose_turn_it_is_review():
    """On an odd evening every second shop, from the second on."""
    choice = Choice(supplier_days=2)
    keepers, terms, shelves = choice.state.keepers, choice.terms, choice.shelves
    keepers.direct_ordering[: choice.state.shops] = 1
    makers = choice.state.levels.first_keeper[choice.state.n_levels - 1 :][:2]
    shelves.price[:] = 1e9
    shelves.price[slice(*keepers.first_shelf[makers].tolist())] = 0.01
    choice.run()
    shops = np.asarray(shelves.keeper[: choice.state.shop_shelves])
    changed = np.unique(shops[np.asarray(terms.direct[: choice.state.shop_shelves]) == 1])
    assert changed.tolist() == [1, 3, 5]


def saved_a_day(choice, goods_only):
    """What the shop saves a day where producers ask 10 less than its wholesaler."""
    products, saved = choice.state.products, 0.0
    products.shelf_life[:] = 0
    products.fetched[:] = products.produce
    for i in choice.both:
        if goods_only and choice.is_produce(i):
            choice.shelves.service[choice.producer[i]] = 0.0
            continue
        choice.shelves.price[choice.producer[i]] = 50.0
        choice.shelves.price[choice.wholesale[i]] = 60.0 + choice.freight(i)
        saved += 10.0 * float(choice.shelves.forecast[i])
    return saved


def test_with_a_large_charge_nothing_is_ordered_directly():
    """Goods once a week in one van: it is worth its charge to all, or to none."""
    terms = {"platform_fee": 0.0, "daily_interest": 0.0, "credit_days": 0, "warehouse": 1}
    terms["loss_in_cost"] = 0.0
    for over, chosen in ((0.999, 1), (1.001, 0)):
        choice = Choice(**terms)
        weekly = 7 * saved_a_day(choice, goods_only=True)
        choice.state.routes.drop[:] = over * weekly
        choice.run()
        goods = [i for i in choice.both if not choice.is_produce(i)]
        assert len(goods) > 3
        assert choice.terms.direct[goods].tolist() == [chosen] * len(goods)
        worth = 7 * sum(50.0 * float(choice.shelves.forecast[i]) for i in goods)
        for i in goods:
            share = weekly * over / worth if chosen else 0.0
            assert choice.terms.drop_share[i] == pytest.approx(share, rel=1e-5)


def test_without_a_warehouse_each_maker_is_reckoned_with_by_itself():
    terms = {"platform_fee": 0.0, "daily_interest": 0.0, "credit_days": 0, "warehouse": 0}
    terms["loss_in_cost"] = 0.0
    choice = Choice(**terms)
    saved_a_day(choice, goods_only=True)
    makers: dict[int, float] = {}
    for i in choice.both:
        if not choice.is_produce(i):
            maker = int(choice.shelves.keeper[choice.producer[i]])
            makers[maker] = makers.get(maker, 0.0) + 70.0 * float(choice.shelves.forecast[i])
    charge = np.median(list(makers.values())) + 1e-3
    choice.state.routes.drop[:] = charge
    choice.run()
    found = {
        int(choice.shelves.keeper[choice.producer[i]]): int(choice.terms.direct[i])
        for i in choice.both
        if not choice.is_produce(i)
    }
    assert found == {maker: int(saved > charge) for maker, saved in makers.items()}
    assert set(found.values()) == {0, 1}


def test_what_gets_too_old_counts_on_either_way():
    """A unit a day for four days on either way: of a case of 24 nearly all is lost, of 6 a third.

    Both ask 2, so that the wholesaler's smaller lot is cheaper; not where all keeps.
    """
    for ages, direct in ((0, 1), (1, 0)):
        choice = Choice(
            lot_units=0, lot_cases=0.25, platform_fee=0.0, daily_interest=0.0, small_load=0.0,
            loss_in_cost=0.0, credit_days=0,
        )  # fmt: skip
        routes, products, batches = choice.state.routes, choice.state.products, choice.state.batches
        routes.cost[:] = 0.0
        goods = [
            i for i in choice.both if choice.shelves.batch[i] >= 0 and not choice.is_produce(i)
        ]
        choice.prices(2.0, 1.99)
        for i in goods:
            product, row = choice.shelves.product[i], choice.shelves.batch[choice.wholesale[i]]
            products.ages[product], products.case[product] = ages, 24
            days = int(routes.days[choice.origin(i), choice.here])
            products.shelf_life[product] = 4 + days
            batches.left[batches.first[row] : batches.first[row + 1]] = 0
            batches.fresh_days[row] = 4 + choice.settings.produce_lead
            choice.shelves.forecast[i] = choice.shelves.variance[i] = 1.0
        choice.state.products.fetched[choice.shelves.product[goods]] = 1
        with_rules(choice.model, "adoption", way_share=1.0)
        choice.run()
        assert goods and {int(choice.terms.direct[i]) for i in goods} == {direct}
