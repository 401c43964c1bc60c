"""The program `sim` and its commands. Each command imports what it needs when it is called."""

import typer

from sim.cli.compare import compare
from sim.cli.diff import diff
from sim.cli.endings import PlainEndings
from sim.cli.plot import plot
from sim.cli.questions import explain, list_, schema
from sim.cli.run import run
from sim.cli.sweep import sweep
from sim.cli.validate import validate
from sim.cli.verify import verify

# Plain help: rich's frames would take longer to import than all the rest.
app = typer.Typer(
    cls=PlainEndings,
    help="Farmers, shop owners and middlemen who trade online, simulated as agents.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(run)
app.command()(compare)
app.command()(sweep)
app.command()(plot)
app.command()(verify)
app.command()(validate)
app.command("list")(list_)
app.command()(diff)
app.command()(explain)
app.command()(schema)
