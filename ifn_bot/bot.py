"""The bot: a message and the conversation so far in, one reply out. No files, no clock, no screen."""

from __future__ import annotations

from ifn_bot.danger import Alarm
from ifn_bot.dialogue import Dialogue, Steer
from ifn_bot.glossary import Glossary
from ifn_bot.model import DANGER, Choice, Conversation, Knowledge, Reply, Route, Why
from ifn_bot.replies import MAX_CLARIFIED, MAX_NEAREST, MAYBE, Replies
from ifn_bot.safety import Cards, Screen, Woven
from ifn_bot.search import Index, Search
from ifn_bot.text import one_line, stacked, words

SURE = 0.6
"""Confidence from which an entry is given."""
MAX_MATCHED = 4000
"""Letters of a message that are looked at once the safety screen has seen all of it."""
UNANSWERED = frozenset({Route.CLARIFY, Route.DECLINE})
"""Routes after which a danger that was only supposed gets its card: better that than nothing."""
FRESH = Conversation()
"""A conversation in which nothing was said."""
FADES_AFTER = 5
"""Messages after which the subject of the conversation is no longer leant on."""


class Bot:
    """Answers from one base, offers choices, or admits that there is no answer."""

    def __init__(
        self,
        knowledge: Knowledge,
        index: Index,
        region: str = "",
        *,
        kiosk: bool = False,
        woven: Woven | None = None,
    ) -> None:
        """Make it; `woven` are the safety rules of `knowledge` made ready, where a compiled base keeps them."""
        self.knowledge = knowledge
        self._search = Search(knowledge, index)
        self._dialogue = Dialogue(knowledge.phrases)
        self._screen = Screen(knowledge.safety, woven)
        self._kiosk = kiosk
        self._cards = Cards(knowledge.safety, region, kiosk=kiosk)
        self._glossary = Glossary(knowledge)
        self._replies = Replies(knowledge, self._search)
        self._say = knowledge.phrases.texts

    def notice(self) -> str:
        """Return what is said at the start: what this is, what it is not, what is not kept."""
        return self._say["notice"]

    def suggest(self, typed: str, limit: int = 5) -> tuple[Choice, ...]:
        """Return at most `limit` real questions that go on as `typed` begins."""
        return tuple(Choice.of(entry) for entry in self._search.suggest(typed, limit))

    def in_region(self, region: str) -> Bot:
        """Return the same bot with the help lines of another region; with an unknown one, without numbers."""
        moved = Bot.__new__(Bot)
        vars(moved).update(vars(self))
        moved._cards = Cards(self.knowledge.safety, region, kiosk=self._kiosk)
        return moved

    def has(self, entry_id: str) -> bool:
        """Tell whether there is an entry or a term `entry_id`."""
        return entry_id in self.knowledge.entries or self._glossary.entry(entry_id) is not None

    def open(self, entry_id: str, conversation: Conversation = FRESH) -> Reply:
        """Return the reply that shows the entry `entry_id`.

        Raises:
            KeyError: there is no such entry.
        """
        term = self._glossary.entry(entry_id)
        if term:
            shown = self._replies.define(term, conversation)
        else:
            entry = self.knowledge.entries[entry_id]
            if entry.subject != conversation.subject:
                conversation = conversation._replace(brand="")
            shown = self._replies.show(entry, conversation, 1.0, Why(entry.subject, entry.aspect))
        return self._finish(shown, shown.conversation)

    def reply(self, message: str, conversation: Conversation = FRESH) -> Reply:
        """Return the one reply to `message`.

        The safety screen sees the whole message before anything else does. The same message in the same
        conversation always gets the same reply; hand its `conversation` back with the next message.
        """
        alarm, risk = self._screen.screen(message, conversation.risk)
        conversation = conversation._replace(risk=risk)
        message = message[:MAX_MATCHED]
        if alarm and alarm.route in DANGER:
            return self._finish(self._card(alarm), conversation._replace(choices=(), clarified=0))
        if not one_line(message):
            return self._finish(Reply(Route.DECLINE, self._say["empty"]), conversation)
        steer = self._dialogue.steer(message, len(conversation.choices))
        if steer and not alarm:
            return self._finish(*self._steered(steer, conversation))
        reply = self._asked(message, conversation._replace(age=conversation.age + 1))
        if reply.route in UNANSWERED and not alarm and (supposed := self._screen.supposed(message)):
            return self._finish(self._card(supposed), conversation._replace(choices=(), clarified=0))
        return self._finish(self._with_clinician(alarm, reply) if alarm else reply, reply.conversation, message)

    def retold(self, reply: Reply, language: str) -> Reply:
        """Return the card that `reply` shows in another language that it is written in; any other reply as it is."""
        if reply.route not in DANGER or not reply.alarm:
            return reply
        alarm = reply.alarm._replace(language=language)
        return reply._replace(text=self._cards.card(alarm), alarm=alarm)

    def fixed_text(self, key: str, language: str = "en", **slots: str) -> str:
        """Return the fixed text `key` in `language`, else in English, with the help lines of the region.

        Raises:
            KeyError: there is no such text.
        """
        return self._cards.text(key, language, **slots)

    def promises_wiping(self, reply: Reply) -> bool:
        """Tell whether the card of `reply` names a key that wipes the screen."""
        return reply.route in DANGER and reply.alarm is not None and self._cards.promises_wiping(reply.alarm)

    def failure(self, language: str = "en") -> str:
        """Return the fixed text for when the program itself fails."""
        return self.fixed_text("system_error", language)

    def _finish(self, reply: Reply, conversation: Conversation, asked: str = "") -> Reply:
        """Return `reply` with the conversation it leaves, and below it the fixed lines that must stay in view.

        Those are the help line after a danger, and what words of the entry or of the question call for.
        """
        if reply.route in DANGER:
            return reply._replace(conversation=conversation)
        shown = " ".join(f"{part.entry.summary} {part.entry.details}" for part in (reply, *reply.parts) if part.entry)
        lines = (self._cards.footer(conversation.risk), *self._cards.beside(shown), *self._cards.beside(asked))
        return reply._replace(conversation=conversation, footer=stacked(*dict.fromkeys(lines)))

    def _card(self, alarm: Alarm) -> Reply:
        """Return a fixed text, alone."""
        return Reply(Route(alarm.route), self._cards.card(alarm), confidence=1.0, alarm=alarm)

    def _with_clinician(self, alarm: Alarm, reply: Reply) -> Reply:
        """Return "ask your care team" first, then the general entry where one was found."""
        text = self._cards.card(alarm)
        if reply.entry and reply.route is Route.ANSWER:
            lead_in = self._cards.text("personal_decision_lead_in", alarm.language)
            return reply._replace(route=Route.CLINICIAN, text=f"{text}\n{lead_in}", alarm=alarm, parts=())
        offered = reply.choices[:MAX_NEAREST]
        conversation = reply.conversation._replace(choices=tuple(choice.id for choice in offered), clarified=0)
        return Reply(
            Route.CLINICIAN,
            text,
            confidence=1.0,
            choices=offered,
            why=reply.why,
            alarm=alarm,
            conversation=conversation,
        )

    def _steered(self, steer: Steer, conversation: Conversation) -> tuple[Reply, Conversation]:
        """Return the reply to a message that asks nothing, and the conversation it leaves."""
        entry = self.knowledge.entries.get(conversation.entry or "")
        match steer.step:
            case "smalltalk":
                return Reply(Route.SMALLTALK, steer.reply, confidence=1.0), conversation
            case "clear":
                return Reply(Route.SMALLTALK, self._say["cleared"], confidence=1.0), Conversation(
                    risk=conversation.risk
                )
            case "choose" if 0 < steer.number <= len(conversation.choices):
                opened = self.open(conversation.choices[steer.number - 1], conversation)
                return opened, opened.conversation
            case "yes" if conversation.choices:
                opened = self.open(conversation.choices[0], conversation)
                return opened, opened.conversation
            case "no" if conversation.choices:
                return Reply(Route.SMALLTALK, self._say["never_mind"], confidence=1.0), conversation._replace(
                    choices=()
                )
            case "more" | "simpler" | "sources" if entry:
                again = self._replies.show(entry, conversation, 1.0, Why(entry.subject, entry.aspect))
                return again, again.conversation
            case "choose":
                return Reply(Route.DECLINE, self._say["no_such_choice"]), conversation
            case _:
                return Reply(Route.SMALLTALK, self._say["nothing_before"], confidence=1.0), conversation

    def _asked(self, message: str, conversation: Conversation) -> Reply:
        """Return the reply to a message that asks something, perhaps two things."""
        whole = self._answered(message, conversation)
        if whole.entry and whole.why and whole.why.matched == " ".join(words(message)):
            return whole
        questions = self._dialogue.questions(message)
        if len(questions) != 2:
            return (
                whole
                if len(questions) != 1 or whole.route is Route.ANSWER
                else self._answered(questions[0], conversation)
            )
        first = self._answered(questions[0], conversation)
        second = self._answered(questions[1], first.conversation)
        both = first.entry and second.entry and first.entry.id != second.entry.id
        if both and first.route is second.route is Route.ANSWER:
            return first._replace(
                text=self._say["two_questions"],
                parts=(first, second),
                confidence=min(first.confidence, second.confidence),
                conversation=second.conversation,
            )
        return whole

    def _answered(self, question: str, conversation: Conversation) -> Reply:
        """Return the reply to one question."""
        rest, lean_on = self._dialogue.taken_up(question)
        before = conversation if conversation.age <= FADES_AFTER else FRESH
        finding = self._search.find(rest, before.subject, before.brand, before.aspect, lean_on=lean_on)
        brand = next(iter(finding.question.brands), "")
        conversation = conversation._replace(brand=brand)
        sure = finding.confidence >= SURE and not finding.question.unknown_name and not finding.is_one_of_many
        if sure and (finding.hits[0].is_main or finding.hits[0].phrasing == finding.question.folded):
            return self._replies.found(finding, conversation)
        term = self._glossary.asked(question)
        if term:
            return self._replies.define(term, conversation)
        if sure:
            return self._replies.found(finding, conversation)
        if conversation.clarified < MAX_CLARIFIED:
            instead = self._replies.instead(finding)
            if instead or finding.confidence >= MAYBE:
                return self._replies.ask_back(finding, conversation, instead)
        return self._replies.declined(finding, conversation)
