"""The program `sim` and its commands. Each command imports what it needs when it is called."""

from typing import Annotated

import typer

from sim import __version__
from sim.cli.attribute import attribute
from sim.cli.calibrate import calibrate
from sim.cli.compare import compare
from sim.cli.diff import diff
from sim.cli.endings import PlainEndings
from sim.cli.plot import plot
from sim.cli.predict import predict
from sim.cli.questions import explain, list_, schema
from sim.cli.run import run
from sim.cli.sweep import sweep
from sim.cli.tornado import tornado
from sim.cli.validate import validate
from sim.cli.verify import verify

# Plain help: rich's frames would take longer to import than all the rest.
app = typer.Typer(
    cls=PlainEndings,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"sim {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Farmers, shop owners and middlemen who trade online, simulated as agents."""


app.command()(run)
app.command()(compare)
app.command()(attribute)
app.command()(sweep)
app.command()(tornado)
app.command()(plot)
app.command()(verify)
app.command()(validate)
app.command()(calibrate)
app.command()(predict)
app.command("list")(list_)
app.command()(diff)
app.command()(explain)
app.command()(schema)
