"""The pages that help: how this works, the help lines, and how a person is reached."""

from __future__ import annotations

from ifn_bot.kiosk.desk import Desk
from ifn_bot.kiosk.modes import privacy
from ifn_bot.kiosk.site import Site
from ifn_bot.tui.kiosk.pages import TextPage
from ifn_bot.tui.kiosk.targets import Target
from ifn_bot.tui.kiosk.words import ASK_STAFF, ENGLISH, HELP, LABELS


def help_page(site: Site, language: str) -> TextPage:
    """Return what can be done here, whom to call, what this is and what is kept."""
    bot = site.bot
    lines = (bot.failure(language).partition("\n")[2], bot.fixed_text("overdose", language).splitlines()[1])
    about = Desk(site).about() if language == ENGLISH else bot.fixed_text("not_medical_advice", language)
    texts = (HELP[language], "\n".join(lines), about, privacy(bot, site.settings, language))
    offered = (*(("pin",) if site.lock else ()), "language")
    targets = [Target(LABELS[language][does], does) for does in offered]
    return TextPage(LABELS[language]["help"], *texts, targets=targets, language=language)


def staff_page(site: Site, language: str) -> TextPage:
    """Return how staff are reached here, and what to say to them."""
    told = (site.settings.staff,) if site.settings.staff else ()
    return TextPage(LABELS[language]["staff"], *told, ASK_STAFF[language], language=language)
