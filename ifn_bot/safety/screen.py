"""The safety screen: finds danger in a message by rules that are data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ifn_bot.danger import HARMLESS, WORD_FRAMES, Alarm, Frames, Risk, Rule, SafetyRules
from ifn_bot.record import NamedTuple
from ifn_bot.safety.net import Alike, Marks, alike, leanings, learn, marks
from ifn_bot.safety.patterns import END, START, Patterns, Search, Span, Woven, anchor, grow, parse_all, words_of
from ifn_bot.safety.reading import Reader, Sentence, beginnings, vocabulary

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
BEFORE, AFTER = 7, 8
"""How many words before or after a sign may tell whose it is."""
JUST_BEFORE, JUST_AFTER = 2, 4
"""How many words before or after a sign may tell that it is over."""
DENIED = 4
"""How many words a denial reaches."""
LISTED = 3
"""Words a clause may have to be one more thing that is denied."""

_UNLESS = "unless "
_FOLLOW_UP = "follow-up "
_ADD_ON = "add-on "
_HARMLESS = "harmless"
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

    def _looked(self, text: str) -> tuple[list[_Seen], list[Finding], Finding | None]:
        """Return the sentences, what is only asked about in them, and the gravest that is told."""
        search = self._patterns.search()
        seen: list[_Seen] = []
        asked: list[Finding] = []
        found: Finding | None = None
        for sentence in self._reader.sentences(text):
            spans = search.find(sentence.words)
            if spans or len(seen) < MAX_LEANT:
                seen.append(_Seen(sentence, spans))
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
            search.only(frozenset((*owners, *frames, _HARMLESS, *(_ADD_ON + key for key in self._add_ons))))

    def supposed(self, text: str) -> Alarm | None:
        """Return the card for a danger that `text` only supposes ("what if I get chest pain"), if any."""
        asked: list[Finding] = []
        search = self._patterns.search()
        for sentence in self._reader.sentences(text):
            seen = _Seen(sentence, search.find(sentence.words))
            if seen.covered("supposed"):
                asked += self._look(seen)[1]
        found = min(asked, key=_gravest, default=None)
        if found is None:
            return None
        rule = self._rules[found.order]
        return Alarm(rule.route, rule.copy, rule.language, rule=rule.id)

    def _judged(self, seen: list[_Seen], asked: list[Finding], found: Finding | None) -> Finding | None:
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

    def _is_doubted(self, rule: Rule, seen: list[_Seen]) -> bool:
        """Tell whether the net takes each sentence in which a decision was seen for a harmless one."""
        signs = [one for one in seen if rule.id in one.spans]
        net = self._net
        return rule.route == MILD[-1] and all(
            leanings(net, self._marks([one], net.alike))[HARMLESS] >= DOUBTED for one in signs[:MAX_LEANT]
        )

    def _leaning(
        self, seen: Sequence[_Seen], asked: list[Finding], milder: Finding | None, *, alone: bool = True
    ) -> Finding | None:
        """Return the rule whose examples a message is like where the rules know nothing as grave, if any.

        Where nobody in particular is spoken of, the signs were explained as harmless or a milder rule fired, it must be
        surer; surer still before a crisis is taken over an emergency or an overdose.
        """
        near = any(one.is_personal() for one in seen)
        idiom = not near and any(one.covered(_HARMLESS) for one in seen)
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

    def _marks(self, seen: Sequence[_Seen], same: Alike) -> Marks:
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

    def _look(self, seen: _Seen) -> tuple[list[Finding], list[Finding]]:
        """Return the rules whose signs are told in a sentence, and those that are only asked about."""
        told: list[Finding] = []
        asked: list[Finding] = []
        for owner, spans in seen.spans.items():
            place = self._by_id.get(owner)
            if place is None:
                continue
            rule = self._rules[place]
            for span in spans:
                if seen.overlaps(_HARMLESS, span):
                    continue
                verdict = "asked" if seen.overlaps(_UNLESS + rule.id, span) else self._verdict(rule, seen, span)
                {"told": told, "asked": asked}.get(verdict, []).append(Finding(place, seen.is_other(span)))
        return told, asked

    def _verdict(self, rule: Rule, seen: _Seen, span: Span) -> str:
        """Tell whether a sign is told of somebody, asked about in general, or denied."""
        if rule.when == "any":
            return "told"
        if self._is_denied(seen.sentence, span):
            return "denied"
        if seen.is_past(span):
            return "denied"
        if seen.is_imagined(span):
            return "asked"
        if seen.is_owned(span):
            return "told"
        return "asked" if rule.when == "own" or seen.covered("general") else "told"

    def _is_denied(self, sentence: Sentence, span: Span) -> bool:
        """Tell whether a negator reaches the sign: in its clause, or in the one before a list of short clauses."""
        words, clauses = sentence.words, sentence.clauses
        frames = self._frames
        reach, negators = DENIED, frames.negators
        for place in range(span[0] - 1, 0, -1):
            if clauses[place] != clauses[place + 1]:
                if clauses.count(clauses[place + 1]) > LISTED:
                    return False
                reach, negators = DENIED, frames.listing
            else:
                reach -= 1
            if words[place] in frames.joiners:
                reach = DENIED
            if words[place] in frames.breakers or reach < 0:
                return False
            if words[place] in negators:
                return words[place - 1] not in frames.abilities
        return False

    def _followed_up(self, seen: list[_Seen], risk: Risk, text: str) -> Finding | None:
        """Return the earlier rule that a short message takes up, if any."""
        place = self._by_id.get(risk.topic)
        if place is None:
            return None
        route = self._rules[place].route
        for number, follow_up in enumerate(self._follow_ups):
            if route in follow_up.routes and any(f"{_FOLLOW_UP}{number}" in one.spans for one in seen):
                return Finding(place, other=any(one.covered("other") for one in seen))
        return None


class _Seen:
    """A sentence and every pattern that stands in it."""

    def __init__(self, sentence: Sentence, spans: dict[str, list[Span]]) -> None:
        self.sentence = sentence
        self.spans = spans
        self._covered: dict[str, frozenset[int]] = {}

    def clauses(self) -> Iterator[_Seen]:
        """Yield each clause of more than a few words, where there are several."""
        words, clauses = self.sentence
        ends = [place for place in range(2, len(words) - 1) if clauses[place] != clauses[place - 1]]
        for first, last in zip((1, *ends), (*ends, len(words) - 1), strict=True) if ends else ():
            if last - first > LISTED:
                yield self._clause(first, last)

    def _clause(self, first: int, last: int) -> _Seen:
        """Return the words from `first` to before `last` as a sentence of their own."""
        said = Sentence((START, *self.sentence.words[first:last], END), (0,) * (last - first + 2))
        spans = {
            owner: [(start - first + 1, end - first + 1) for start, end in found if first <= start and end <= last]
            for owner, found in self.spans.items()
        }
        return _Seen(said, {owner: found for owner, found in spans.items() if found})

    def covered(self, owner: str) -> frozenset[int]:
        """Return the places of the words that patterns of `owner` take up."""
        if owner not in self._covered:
            spans = self.spans.get(owner, ())
            self._covered[owner] = frozenset(place for start, end in spans for place in range(start, end))
        return self._covered[owner]

    def overlaps(self, owner: str, span: Span) -> bool:
        """Tell whether a pattern of `owner` takes up a word of a sign."""
        return not self.covered(owner).isdisjoint(range(*span))

    def is_past(self, span: Span) -> bool:
        """Tell whether words next to a sign, in its clause, say that it is over."""
        clauses = self.sentence.clauses
        near = range(span[0] - JUST_BEFORE, min(span[1] + JUST_AFTER, len(clauses)))
        return any(place in near and clauses[place] == clauses[span[0]] for place in self.covered("past"))

    def is_imagined(self, span: Span) -> bool:
        """Tell whether its clause or one before says that a sign has not happened; what follows only asks."""
        clauses = self.sentence.clauses
        return any(clauses[place] <= clauses[span[1] - 1] for place in self.covered("imagined"))

    def is_owned(self, span: Span) -> bool:
        """Tell whether the words round a sign say whose it is, or that it is now."""
        hearsay = self.covered("hearsay")
        own = any(span[0] - BEFORE <= place < span[1] for place in self.covered("own") - hearsay)
        return own or any(span[0] - BEFORE <= place < span[1] + AFTER for place in self.covered("now"))

    def is_personal(self) -> bool:
        """Tell whether the sentence is about somebody, and neither a question about people at large nor an idiom."""
        return bool(
            (self.covered("own") | self.covered("speaker") | self.covered("other")) - self.covered("hearsay")
        ) and not (self.covered("general") or self.covered(_HARMLESS))

    def is_other(self, span: Span) -> bool:
        """Tell whether the nearest person named in or before the sign is not the one who types."""
        other = max((place for place in self.covered("other") if place < span[1]), default=-1)
        speaker = max((place for place in self.covered("speaker") if place < span[1]), default=-1)
        return other > speaker


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
    return owned | {_HARMLESS: rules.harmless}


def _gravest(finding: Finding) -> tuple[int, bool]:
    return finding.order, finding.other


def _graver(level: str, route: str) -> str:
    """Return the graver of what is remembered and what was found, if it lasts."""
    lasting = [name for name in LASTING if name in (level, route)]
    return lasting[0] if lasting else level
