"""A question-and-answer program that shows its sources and does not guess.

`from ifn_bot import Bot` opens a base and asks it; docs/api.md shows how. Nothing is imported before it is named.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ifn_bot.api import Bot
    from ifn_bot.corpus.faults import Fault, KnowledgeError
    from ifn_bot.model import DANGER, Choice, Citation, Conversation, Entry, Reply, Route

__version__ = "0.1.0"
__all__ = [
    "DANGER",
    "Bot",
    "Choice",
    "Citation",
    "Conversation",
    "Entry",
    "Fault",
    "KnowledgeError",
    "Reply",
    "Route",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for.

    Raises:
        AttributeError: there is no such name.
    """
    from importlib import import_module

    if name in __all__:
        for module in ("api", "model", "corpus.faults"):
            found = vars(import_module(f"ifn_bot.{module}"))
            if name in found and (module != "api" or name == "Bot"):
                return found[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
