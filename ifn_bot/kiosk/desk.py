"""What a site does with a reply besides showing it: offers to take it along, paper, counts."""

from __future__ import annotations

from ifn_bot import __version__
from ifn_bot.handout import as_html
from ifn_bot.kiosk.output import printed
from ifn_bot.kiosk.site import Site
from ifn_bot.kiosk.slip import slip
from ifn_bot.model import Entry, Reply, Route

Offer = tuple[str, str]
"""A label, and the word that says what pressing it does."""


def entries_of(reply: Reply | None) -> list[Entry]:
    """Return the entries that `reply` shows."""
    return [part.entry for part in reply.parts or (reply,) if part.entry] if reply else []


class Desk:
    """Does what the site turned on, and nothing else."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def offers(self, reply: Reply) -> list[Offer]:
        """Return what can be done with `reply` here."""
        offers = []
        if entries_of(reply):
            offers.append(("Sources", "sources"))
            if self._site.settings.take_away.qr or self.prints():
                offers.append(("Take along", "take"))
        if self._site.speaker:
            offers.append(("Listen", "listen"))
        return offers

    def prints(self) -> list[Offer]:
        """Return what can be printed here."""
        chosen = self._site.settings.take_away
        offered = (("Print a slip", "slip", chosen.slip), ("Print a page", "handout", chosen.handout))
        return [(label, word) for label, word, command in offered if command]

    async def print(self, word: str, entry: Entry) -> bool:
        """Print `entry` as a slip or as a page; return whether the printer took it."""
        bot, chosen, today = self._site.bot, self._site.settings.take_away, self._site.today()
        if word == "slip":
            return await printed(chosen.slip, slip(entry, bot.knowledge, self.about(), today))
        return await printed(chosen.handout, as_html([("", bot.open(entry.id))], bot.knowledge, today, self.about()))

    def about(self) -> str:
        """Return what the bot says of itself; what is kept is said elsewhere, true to the settings."""
        return self._site.bot.knowledge.phrases.texts["kiosk_notice"]

    def version(self) -> str:
        """Return for staff which program and which answers these are."""
        sealed = f"answers sealed as {self._site.seal}" if self._site.seal else "answers not sealed"
        return f"ifn-bot {__version__}, {sealed}"

    def count(self, typed: str, reply: Reply, kept: set[str]) -> None:
        """Count a reply, and keep what was asked in vain, as far as that is turned on.

        Args:
            typed: the question, or nothing where an entry was chosen.
            reply: what was answered.
            kept: scrubbed questions of this visit that were kept already; a new one is added.
        """
        if not self._site.tally:
            return
        for part in reply.parts or (reply,):
            self._site.tally.count(part.entry.id if part.entry else "", part.route.value)
        left = self._scrubbed(typed) if reply.route is Route.DECLINE and not reply.conversation.risk.level else ""
        if left and left not in kept:
            kept.add(left)
            self._site.tally.keep(left)

    def _scrubbed(self, typed: str) -> str:
        return self._site.scrubber.scrub(typed) if self._site.scrubber else ""
