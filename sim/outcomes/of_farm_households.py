"""The outcomes of farm households, and of their relief."""

from sim.outcomes.declaration import Counts, Declared

REAL, NEITHER = Counts.REAL, Counts.NEITHER

FARM_HOUSEHOLDS = (
    Declared(
        "online_farmers_share", "share", "people of farm households with a stall online", NEITHER
    ),
    Declared(
        "several_channels_share",
        "share",
        "people of farm households that sell in two or more of: trade, shops directly, online",
        NEITHER,
        "Farmers with several channels",
    ),
    Declared(
        "channels_used",
        "1",
        "by how many of trade, shops directly and online a farm household sells, mean",
        NEITHER,
        "Channels a farmer uses",
    ),
    Declared(
        "farm_income_share.{source}",
        "share",
        "a source's part of farm households' income",
        NEITHER,
        "Farm income from {}",
    ),
    Declared(
        "farm_sales_share.{channel}",
        "share",
        "a channel's part of what farmers sell",
        NEITHER,
        "Farm sales, {}",
    ),
    Declared(
        "online_premium",
        "share",
        "what farmers keep of online sales, over what others would have paid them",
        NEITHER,
    ),
    Declared(
        "gini",
        "1",
        "Gini coefficient of farm households' income a head in the last whole year, people counted",
        NEITHER,
        "Gini of farm incomes",
    ),
    Declared(
        "poverty_rate",
        "share",
        "people of farm households below the poverty line in the last whole year",
        NEITHER,
    ),
    Declared("relief.cost", "RMB", "what targeted relief costs", REAL, "Cost of relief"),
    Declared(
        "relief.beneficiaries",
        "households",
        "farm households that relief has helped",
        REAL,
        "Households helped by relief",
    ),
    Declared(
        "relief.inclusion_error",
        "share",
        "people helped who were not below the line in the year before their help",
        NEITHER,
        "Relief for the not poor",
    ),
    Declared(
        "relief.exclusion_error",
        "share",
        "people below the line in the year before help began who were never helped",
        NEITHER,
        "The poor whom relief misses",
    ),
    Declared(
        "relief.beneficiary_income",
        "RMB/year",
        "income a head of those helped, in the last whole year",
        NEITHER,
        "Income of those helped",
    ),
    Declared(
        "relief.poverty_fall_per_million",
        "persons/1e6 RMB",
        "of those helped, how many fewer are below the line, by what all help costs",
        NEITHER,
        "Persons out of poverty by relief",
    ),
)
