"""The kiosk in a browser: textual-serve behind a door that lets only the own page in."""

from ifn_bot.web.server import KioskServer

__all__ = ["KioskServer"]
