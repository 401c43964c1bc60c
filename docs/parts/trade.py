"""Who pays whom for what, and how goods come into the model and leave it."""

from parts.markdown import code, table
from sim.engine.tables.flows import PAYMENTS, WHOLESALERS, Ends
from sim.engine.tables.ledger import ENTERS, LEAVES


def payments() -> str:
    """Every flow of money with its ends."""
    rows = []
    for flow, each in PAYMENTS.items():
        for payers, payees in each.ends:
            rows.append((in_words(flow.name), sectors(payers), sectors(payees), each.what))
        for payers, payees in each.textbook:
            what = "the same in textbook cases"
            rows.append((in_words(flow.name), sectors(payers), sectors(payees), what))
    return table(("flow", "paid by", "paid to", "for"), rows)


def goods() -> str:
    """The ways of goods into the model and out of it."""
    ways_in = code(in_words(flow.name) for flow in ENTERS)
    ways_out = code(in_words(flow.name) for flow in LEAVES)
    return f"Goods of shops, firms and farms come in as {ways_in}. They leave as {ways_out}."


def in_words(name: str) -> str:
    """A name of the code as words."""
    return name.replace("_", " ").lower()


def sectors(ends: Ends) -> str:
    """Sectors as words, the tiers of wholesalers being one."""
    return ", ".join(
        dict.fromkeys("wholesalers" if end in WHOLESALERS else in_words(end.name) for end in ends)
    )
