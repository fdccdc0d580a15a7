"""The fixed texts, filled for a region and a language, otherwise unchanged."""

from __future__ import annotations

from ifn_bot.danger import Alarm, Risk, SafetyRules

GENERIC = "generic"
_STAFF = "{staff_line}"


class Cards:
    """Fixed texts with the help lines of one region; an unknown region gets wording without numbers."""

    def __init__(self, rules: SafetyRules, region: str = "", *, kiosk: bool = False) -> None:
        self._rules = rules
        self._region = region.lower()
        self._kiosk = kiosk

    def card(self, alarm: Alarm) -> str:
        """Return the whole text for `alarm`, add-ons after it."""
        return "\n".join(self.text(key, alarm.language) for key in (alarm.copy, *alarm.add_ons))

    def text(self, key: str, language: str) -> str:
        """Return the fixed text `key` with its slots filled.

        Raises:
            KeyError: there is no such text.
        """
        texts = self._rules.copy[key]
        text = texts.get(language, texts["en"])
        if not self._kiosk:
            text = "\n".join(line for line in text.splitlines() if line.strip() != _STAFF)
        for slot, filled in self._slots(language).items():
            text = text.replace("{" + slot + "}", filled)
        return text

    def footer(self, risk: Risk) -> str:
        """Return the help line that stays in view after a crisis or an emergency, else nothing."""
        return self.text("crisis_footer", risk.language) if risk.level else ""

    def _slots(self, language: str) -> dict[str, str]:
        """Return what fills the slots: the generic wording, the region's own over it."""
        generic = self._rules.regions[GENERIC]
        own = self._rules.regions.get(self._region, {})
        return {**generic["en"], **generic.get(language, {}), **own.get(language, own.get("en", {}))}
