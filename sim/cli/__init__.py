"""The command line: a command parses, calls one public function, and prints."""

from sim.cli.app import app

__all__ = ["app"]
