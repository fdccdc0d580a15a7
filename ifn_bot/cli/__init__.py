"""The command `ifn-bot`. Each command imports what it needs when it runs, so that asking stays instant."""

from ifn_bot.cli.start import main

__all__ = ["main"]
