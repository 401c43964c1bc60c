"""The length of a year and of a month, as rates and seasons count them."""

DAYS_A_YEAR = 365  # 29 February counts as the 28th
MONTHS_A_YEAR = 12
A_MONTH = 1.0 / MONTHS_A_YEAR  # of a year
DAYS_A_MONTH = DAYS_A_YEAR / MONTHS_A_YEAR
MEAN_YEAR = 365.25  # days, leap years included: for how long a run has counted
