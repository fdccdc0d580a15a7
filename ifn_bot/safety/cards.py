"""The fixed texts, filled for a region and a language, otherwise unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from ifn_bot.danger import Alarm, Region, Risk, SafetyRules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

GENERIC = "generic"
_STAFF = "{staff_line}"
_CLEAR_KEY = "{clear_key}"
_AT_A_KIOSK = {"en": {"clear_key": "Clear now"}, "es": {"clear_key": "Borrar"}}
"""Slots that read otherwise where there is a button instead of a key."""


class Cards:
    """Fixed texts with the help lines of one region; an unknown region gets wording without numbers."""

    def __init__(self, rules: SafetyRules, region: str = "", *, kiosk: bool = False) -> None:
        self._rules = rules
        self._region = region.strip().lower()
        self._kiosk = kiosk

    def card(self, alarm: Alarm) -> str:
        """Return the whole text for `alarm`, add-ons after it."""
        return "\n".join(self.text(key, alarm.language) for key in (alarm.copy, *alarm.add_ons))

    def text(self, key: str, language: str, **slots: str) -> str:
        """Return the fixed text `key` with its slots filled, by `slots` before anything else.

        Raises:
            KeyError: there is no such text.
        """
        texts = self._rules.copy[key]
        text = texts.get(language, texts["en"])
        if not self._kiosk:
            text = "\n".join(line for line in text.splitlines() if line.strip() != _STAFF)
        for slot, filled in {**self._slots(language), **slots}.items():
            text = text.replace("{" + slot + "}", filled)
        return text

    def promises_wiping(self, alarm: Alarm) -> bool:
        """Tell whether the text for `alarm` names the key that wipes the screen."""
        return any(
            _CLEAR_KEY in text for key in (alarm.copy, *alarm.add_ons) for text in self._rules.copy[key].values()
        )

    def footer(self, risk: Risk) -> str:
        """Return the help line that stays in view after a crisis or an emergency, else nothing."""
        return self.text("crisis_footer", risk.language) if risk.level else ""

    def beside(self, told: str) -> Iterator[str]:
        """Yield the fixed texts that stand below an answer because of words in `told`."""
        said = told.casefold()
        for key, groups in self._rules.footers.items():
            if all(any(word in said for word in group) for group in groups):
                yield self.text(key, "en")

    def _slots(self, language: str) -> dict[str, str]:
        """Return what fills the slots: the generic wording, the region's own over it."""
        generic = self._rules.regions[GENERIC].slots
        own = self._rules.regions.get(self._region, Region({})).slots
        filled = {**generic["en"], **generic.get(language, {}), **own.get(language, own.get("en", {}))}
        return filled | _AT_A_KIOSK.get(language, _AT_A_KIOSK["en"]) if self._kiosk else filled


def stale_numbers(rules: SafetyRules, today: str) -> list[str]:
    """Return a sentence for each region whose numbers nobody has checked, or not lately; they are shown all the same.

    `today` is an ISO date.
    """
    from datetime import date

    return [
        f"{code.upper()}: {wrong}"
        for code, region in rules.regions.items()
        if region.has_numbers
        for wrong in _stale(region, date.fromisoformat(today))
    ]


def _stale(region: Region, today: date) -> list[str]:
    """Say what is wrong with the check of a region's numbers."""
    from datetime import date

    found = []
    if not region.confirmed:
        found.append("no public page was seen for every number; confirm them before use")
    if not region.last_verified or not region.verified_by:
        found.append("nobody has called the numbers; call them, then fill last_verified and verified_by")
    else:
        overdue = (today - date.fromisoformat(region.last_verified)).days - region.expires_days
        if overdue > 0:
            found.append(f"the numbers were last called on {region.last_verified}, {overdue} days too long ago")
    return found
