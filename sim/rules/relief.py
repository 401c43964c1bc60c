"""What an office makes of records: how far to trust them, who is poor, what help would do."""

import math

from sim.engine.machine.compiling import compiled


@compiled
def noise_between(variance, agreement):
    """Standard deviation of the error of a record, as it shows beside another one.

    variance   of the log of this record, around what land lets expect
    agreement  covariance of both: that of true incomes, since errors are independent
    Source: reliability of two parallel measures (Spearman 1904).
    """
    return math.sqrt(max(variance - max(agreement, 0.0), 0.0))


@compiled
def trust_in_record(noise, spread):
    """Weight of a household's record against what others with such land have, 0..1.

    noise   standard deviation of the log error of a record
    spread  the same of true incomes around what land lets expect
    Source: mean of two normal estimates, weighed by precision; here of logs.
    """
    return spread**2 / (spread**2 + noise**2) if noise > 0.0 else 1.0


@compiled
def likely_income(record, expected, trust):
    """The median of what a household may have, from its record and from what its land tells.

    record, expected  money a year; below 1 they count as 1; trust: see `trust_in_record`
    Of a second record, `expected` is what the first and land tell.
    """
    log_record, log_expected = math.log(max(record, 1.0)), math.log(max(expected, 1.0))
    return math.exp(trust * log_record + (1.0 - trust) * log_expected)


@compiled
def chance_below(line, income, error):
    """Chance that a household is below a line.

    line    money a year, > 0; income: median of what it may have, > 0
    error   standard deviation of its log
    """
    if error == 0.0:
        return 1.0 if income < line else 0.0
    return 0.5 * math.erfc(math.log(income / line) / (error * math.sqrt(2.0)))


@compiled
def likely_shortfall(line, income, error):
    """What a household is expected to lack to a line, money a year.

    income  median of what it may have, > 0
    error   standard deviation of its log
    Source: lower partial moment of a log-normal variable (as in Black and Scholes 1973).
    """
    if line <= 0.0:
        return 0.0
    if error == 0.0:
        return max(line - income, 0.0)
    below = math.log(line / income) / error
    chance = 0.5 * math.erfc(-below / math.sqrt(2.0))
    weighed = 0.5 * math.erfc((error - below) / math.sqrt(2.0))
    return max(line * chance - income * math.exp(0.5 * error**2) * weighed, 0.0)


@compiled
def need_met(line, income, error, gain):
    """What help is expected to give of what is needed: the gain, up to the gap below the line.

    line, gain     money a year; income, error: see `likely_shortfall`
    """
    without = likely_shortfall(line, income, error)
    return max(without - likely_shortfall(line - gain, income, error), 0.0)
