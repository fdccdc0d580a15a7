"""The screen that sees every message first, and the fixed texts it shows."""

from ifn_bot.safety.cards import Cards, stale_numbers
from ifn_bot.safety.patterns import Woven
from ifn_bot.safety.screen import Screen, prepared, weave

__all__ = ["Cards", "Screen", "Woven", "prepared", "stale_numbers", "weave"]
