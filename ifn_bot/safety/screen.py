"""The safety screen: finds danger in a message by rules that are data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ifn_bot.danger import HARMLESS, WORD_FRAMES, Alarm, Frames, Risk, Rule, SafetyRules
from ifn_bot.record import NamedTuple
from ifn_bot.safety.net import Alike, Marks, alike, leanings, learn, marks
from ifn_bot.safety.patterns import Patterns, Search, Span, Woven, anchor, grow, parse_all, words_of
from ifn_bot.safety.reading import Reader, beginnings, vocabulary
from ifn_bot.safety.seen import IDIOM, Seen

MILD = ("urgent", "clinician")
"""Routes that the net may still raise to a graver one."""
MAX_LEANT = 50
"""Sentences of a message that the net looks at."""
DOUBTED = 0.9
"""How surely the net must lean elsewhere before a decision, an emergency or an overdose that a rule saw is doubted."""
LASTING = ("crisis", "emergency")
"""Routes that the session does not forget, the gravest first."""
TOPIC_LASTS = 3
"""Messages for which a follow-up is still understood."""

_UNLESS = "unless "
_FOLLOW_UP = "follow-up "
_ADD_ON = "add-on "
_OWNER = "~"
"""Begins a mark of the net that tells whose pattern stands in a message; alone, that somebody is spoken of."""
_PEOPLE = ("other", "speaker")
_FRAMES = tuple(name for name in Frames._fields if name not in WORD_FRAMES)


class Finding(NamedTuple):
    """A rule whose sign stands in a message."""

    order: int
    """Place of the rule among all; the lowest is the gravest."""
    other: bool
    """Whether it is about somebody else than the one who types."""


def weave(rules: SafetyRules) -> Woven:
    """Return the rules made ready for a screen; it takes long, so that a compiled base keeps it."""
    patterns = parse_all(_owned(rules), rules.concepts)
    words = words_of(patterns).union(*(getattr(rules.frames, name) for name in WORD_FRAMES), *rules.alike.values())
    known, prefixes = vocabulary(rules.spelling, words)
    grown = grow(patterns, beginnings(known, prefixes))
    return Woven(
        owners=tuple(owner for owner, _ in grown),
        patterns=tuple(sides for _, sides in grown),
        anchored=anchor([sides for _, sides in grown]),
        known=known,
        prefixes=prefixes,
        orders={rule.id: place for place, rule in enumerate(rules.rules)},
    )


class Screen:
    """Screens messages by one set of rules; the same message in the same session always gets the same verdict."""

    def __init__(self, rules: SafetyRules, woven: Woven | None = None) -> None:
        """Make it; `woven` is what `weave` made of the same rules before."""
        woven = woven or weave(rules)
        self._rules = rules.rules
        self._by_id = woven.orders
        self._graver = frozenset(rule.id for rule in rules.rules if rule.route not in MILD)
        self._net, self._lean, self._lean_afar, self._lean_over = (
            rules.net,
            rules.lean,
            rules.lean_afar,
            rules.lean_over,
        )
        self._follow_ups = rules.follow_ups
        self._add_ons = tuple(rules.add_ons)
        self._frames = rules.frames
        self._patterns = Patterns(woven)
        self._reader = Reader(rules.spelling, woven.known, woven.prefixes)

    def marks(self, text: str, same: Alike) -> Marks:
        """Return what the net looks at in `text`, where `same` tells what words count as."""
        return self._marks(self._looked(text)[0], same)

    def screen(self, text: str, risk: Risk) -> tuple[Alarm | None, Risk]:
        """Return what is found in `text`, if anything, and what the session remembers from now on.

        The whole text and every line of it are looked at; the gravest find counts.
        """
        seen, asked, found = self._looked(text)
        if found is None or self._rules[found.order].route != LASTING[0]:
            found = self._judged(seen, asked, found) or self._followed_up(seen, risk, text)
        topic = found or min(asked, key=_gravest, default=None)
        if found is None:
            return None, self._remembered(risk, topic)
        rule = self._rules[found.order]
        add_ons = tuple(key for key in self._add_ons if any(_ADD_ON + key in one.spans for one in seen))
        copy = rule.copy_other if found.other and rule.copy_other else rule.copy
        level = _graver(risk.level, rule.route)
        alarm = Alarm(rule.route, copy, rule.language, add_ons, rule.id)
        return alarm, Risk(level, rule.id, rule.language)

    def _looked(self, text: str) -> tuple[list[Seen], list[Finding], Finding | None]:
        """Return the sentences, what is only asked about in them, and the gravest that is told."""
        search = self._patterns.search()
        seen: list[Seen] = []
        asked: list[Finding] = []
        found: Finding | None = None
        for sentence in self._reader.sentences(text):
            spans = search.find(sentence.words)
            if spans or len(seen) < MAX_LEANT:
                seen.append(Seen(sentence, spans))
            if not spans:
                continue
            told, only_asked = self._look(seen[-1])
            asked += only_asked
            graver = min((*told, found) if found else told, key=_gravest, default=None)
            if graver and graver != found:
                found = graver
                self._narrow(search, found)
        return seen, asked, found

    def _narrow(self, search: Search, found: Finding) -> None:
        """Have `search` leave out what no longer counts beside `found`; a mild sign leaves everything in."""
        graver = self._rules[: found.order + 1]
        if graver[-1].route not in MILD:
            frames = _PEOPLE if all(rule.when == "any" for rule in graver) else _FRAMES
            owners = [owner for rule in graver for owner in (rule.id, _UNLESS + rule.id)]
            search.only(frozenset((*owners, *frames, IDIOM, *(_ADD_ON + key for key in self._add_ons))))

    def supposed(self, text: str) -> Alarm | None:
        """Return the card for a danger that `text` only supposes ("what if I get chest pain"), if any."""
        asked: list[Finding] = []
        search = self._patterns.search()
        for sentence in self._reader.sentences(text):
            seen = Seen(sentence, search.find(sentence.words))
            if seen.covered("supposed"):
                asked += self._look(seen)[1]
        found = min(asked, key=_gravest, default=None)
        if found is None:
            return None
        rule = self._rules[found.order]
        return Alarm(rule.route, rule.copy, rule.language, rule=rule.id)

    def _judged(self, seen: list[Seen], asked: list[Finding], found: Finding | None) -> Finding | None:
        """Return the rule whose card is shown, after what the rules `found` and what the net leans to.

        A decision that a rule saw and the net takes for harmless is none.
        """
        if not self._net.kinds:
            return found
        parts = [part for one in seen[:MAX_LEANT] for part in (one, *one.clauses())]
        leant = [self._leaning(seen[:MAX_LEANT], asked, found)]
        leant += [self._leaning([part], asked, found, alone=False) for part in parts[1:][:MAX_LEANT]]
        gravest = min(filter(None, leant), key=_gravest, default=None)
        return gravest or (None if found and self._is_doubted(self._rules[found.order], seen) else found)

    def _is_doubted(self, rule: Rule, seen: list[Seen]) -> bool:
        """Tell whether the net takes each sentence in which a decision was seen for a harmless one."""
        signs = [one for one in seen if rule.id in one.spans]
        net = self._net
        return rule.route == MILD[-1] and all(
            leanings(net, self._marks([one], net.alike))[HARMLESS] >= DOUBTED for one in signs[:MAX_LEANT]
        )

    def _leaning(
        self, seen: Sequence[Seen], asked: list[Finding], milder: Finding | None, *, alone: bool = True
    ) -> Finding | None:
        """Return the rule whose examples a message is like where the rules know nothing as grave, if any.

        Where nobody in particular is spoken of, the signs were explained as harmless or a milder rule fired, it must be
        surer; surer still before a crisis is taken over an emergency or an overdose.
        """
        near = any(one.is_personal() for one in seen)
        idiom = not near and any(one.covered(IDIOM) for one in seen)
        likely = leanings(self._net, self._marks(seen, self._net.alike))
        graver = milder is not None and self._rules[milder.order].route not in MILD
        explained = {self._rules[finding.order].route for finding in asked}
        for route in self._lean:
            if milder and route in (*MILD, self._rules[milder.order].route):
                return None
            close = self._lean if near and route not in explained else self._lean_afar
            lean = close if alone and not milder and not idiom else self._lean_over
            if route not in lean:
                continue
            kinds = {kind: share for kind, share in likely.items() if self._route_of(kind) == route}
            surely = max(lean[route], DOUBTED) if graver else lean[route]
            if sum(kinds.values()) >= surely:
                best = max(kinds, key=lambda kind: kinds[kind])
                return Finding(self._by_id[best], other=any(one.covered("other") for one in seen))
        return None

    def _marks(self, seen: Sequence[Seen], same: Alike) -> Marks:
        """Return what the net looks at: words, and whose patterns stand among them, the graver rules' left out.

        Nearly every grave example has a pattern of its rule: the net would take a message without one for harmless.
        """
        owners = {owner for one in seen for owner in one.spans if owner not in self._graver}
        near = {_OWNER} if any(one.is_personal() for one in seen) else set()
        return marks((one.sentence for one in seen), same) | {f"{_OWNER}{owner}" for owner in owners} | near

    def _route_of(self, kind: str) -> str:
        return "" if kind == HARMLESS else self._rules[self._by_id[kind]].route

    def _remembered(self, risk: Risk, topic: Finding | None) -> Risk:
        """Return what is remembered of a message without an alarm: the danger it asked about in general."""
        if topic:
            return risk._replace(topic=self._rules[topic.order].id, age=0)
        return (
            risk._replace(age=risk.age + 1) if risk.topic and risk.age < TOPIC_LASTS else risk._replace(topic="", age=0)
        )

    def _look(self, seen: Seen) -> tuple[list[Finding], list[Finding]]:
        """Return the rules whose signs are told in a sentence, and those that are only asked about."""
        told: list[Finding] = []
        asked: list[Finding] = []
        for owner, spans in seen.spans.items():
            place = self._by_id.get(owner)
            if place is None:
                continue
            rule = self._rules[place]
            for span in spans:
                if seen.overlaps(IDIOM, span):
                    continue
                verdict = "asked" if seen.overlaps(_UNLESS + rule.id, span) else self._verdict(rule, seen, span)
                {"told": told, "asked": asked}.get(verdict, []).append(Finding(place, seen.is_other(span)))
        return told, asked

    def _verdict(self, rule: Rule, seen: Seen, span: Span) -> str:
        """Tell whether a sign is told of somebody, asked about in general, or denied."""
        if rule.when == "any":
            return "told"
        if seen.is_denied(span, self._frames):
            return "denied"
        if seen.is_past(span):
            return "denied"
        if seen.is_imagined(span):
            return "asked"
        if seen.is_owned(span):
            return "told"
        return "asked" if rule.when == "own" or seen.covered("general") else "told"

    def _followed_up(self, seen: list[Seen], risk: Risk, text: str) -> Finding | None:
        """Return the earlier rule that a short message takes up, if any."""
        place = self._by_id.get(risk.topic)
        if place is None:
            return None
        route = self._rules[place].route
        for number, follow_up in enumerate(self._follow_ups):
            if route in follow_up.routes and any(f"{_FOLLOW_UP}{number}" in one.spans for one in seen):
                return Finding(place, other=any(one.covered("other") for one in seen))
        return None


def prepared(rules: SafetyRules, harmless: Iterable[str], woven: Woven | None = None) -> SafetyRules:
    """Return `rules` with the net made of their examples and of `harmless` questions; the examples are let go.

    `woven` is what `weave` made of the same rules before.
    """
    if not rules.examples:
        return rules
    read = Screen(rules, woven).marks
    same = alike(rules.alike, rules.passed_over)
    examples = {kind: [read(text, same) for text in texts] for kind, texts in rules.examples.items()}
    examples.setdefault(HARMLESS, []).extend(read(text, same) for text in harmless)
    return rules._replace(net=learn(examples, same), examples={})


def _owned(rules: SafetyRules) -> dict[str, Iterable[str]]:
    """Return every pattern under the name of what it belongs to."""
    owned: dict[str, Iterable[str]] = {rule.id: rule.patterns for rule in rules.rules}
    owned |= {_UNLESS + rule.id: rule.unless for rule in rules.rules}
    owned |= {f"{_FOLLOW_UP}{number}": follow_up.patterns for number, follow_up in enumerate(rules.follow_ups)}
    owned |= {_ADD_ON + key: patterns for key, patterns in rules.add_ons.items()}
    owned |= {name: getattr(rules.frames, name) for name in _FRAMES}
    return owned | {IDIOM: rules.harmless}


def _gravest(finding: Finding) -> tuple[int, bool]:
    return finding.order, finding.other


def _graver(level: str, route: str) -> str:
    """Return the graver of what is remembered and what was found, if it lasts."""
    lasting = [name for name in LASTING if name in (level, route)]
    return lasting[0] if lasting else level
