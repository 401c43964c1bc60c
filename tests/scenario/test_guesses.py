"""The ends of what is plausible for the parameters that nobody has measured."""

import pytest

from sim.scenario import ScenarioErrors, read_scenario
from sim.scenario.guesses import FIRMS, HIGH, LOW, SHOPS, ends_of_guesses


def test_every_guess_with_a_range_has_ends_and_what_is_measured_has_none():
    base = read_scenario("base")
    guesses = {end.guess for end in ends_of_guesses(base, base)}
    assert {"credit.capital_cost", "stock.attention", "stock.lot_cases (shops)"} <= guesses
    assert not guesses & {"farm.loss_fruit", "online.goods_share", "calendar.start"}
    assert not any(guess.startswith(("levers.", "scale")) for guess in guesses)
    assert len(guesses) > 150


def test_an_end_is_a_value_that_the_scenario_takes():
    base = read_scenario("base")
    low, high = ends_of_guesses(base, base, ["direct.drop_charge"])
    assert (low.end, high.end) == (LOW, HIGH)
    assert low.at < base.direct.drop_charge < high.at
    assert base.with_values(high.values).direct.drop_charge == high.at


def test_where_a_scenario_stands_at_an_end_there_is_no_other():
    base = read_scenario("base")
    low, high = ends_of_guesses(base, base, ["stock.attention"])
    (left,) = ends_of_guesses(base.with_values(low.values), base, ["stock.attention"])
    assert left == high


def test_a_list_by_level_is_moved_for_shops_and_for_firms_and_who_does_without_goes_on():
    base = read_scenario("base")
    ends = {(end.guess, end.end): end for end in ends_of_guesses(base, base, ["credit.days"])}
    assert set(ends) == {("credit.days" + part, e) for part in (SHOPS, FIRMS) for e in (LOW, HIGH)}
    longest = ends["credit.days" + FIRMS, HIGH]
    days = base.with_values(longest.values).credit.days
    assert days[0] == base.credit.days[0]
    assert [day for day in days[1:] if day] == [longest.at] * sum(
        day > 0 for day in base.credit.days[1:]
    )


def test_an_unknown_key_is_refused_with_the_nearest():
    with pytest.raises(ScenarioErrors, match=r"direct\.drop_charge"):
        ends_of_guesses(read_scenario("base"), read_scenario("base"), ["direct.drop_charg"])


def test_guesses_of_levers_that_are_off_are_left_out_unless_named():
    base, direct = read_scenario("base"), read_scenario("direct_ordering_alone")
    history = read_scenario("history")

    def groups(*scenarios):
        return {end.guess.partition(".")[0] for end in ends_of_guesses(*scenarios)}

    levers = {"direct", "analytics", "fast", "stalls", "relief", "new_retail", "platform"}
    assert groups(base, base) & levers == set()
    assert groups(direct, base) & levers == groups(base, direct) & levers == {"direct"}
    assert groups(history, base) & levers == levers
    assert len(ends_of_guesses(base, base, ["direct.drop_charge"])) == 2
