"""One Markdown file into one entry, keeping what the house rules need to see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from pydantic import Field

from ifn_bot.corpus.faults import Fault, KnowledgeError
from ifn_bot.corpus.yaml_file import Shape, parse_yaml
from ifn_bot.model import Citation, Entry

_SECOND_PLACE = re.compile(r"\.\d+$")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").use(front_matter_plugin).use(footnote_plugin)


class FrontMatter(Shape):
    """What stands above the text of an entry."""

    questions: list[str] = Field(min_length=1)
    checked: date
    see: list[str] = Field(default=[])
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of text, and whether a footnote bears it out."""

    line: int
    text: str
    cited: bool
    leads: bool
    """Whether it stands in the first paragraph."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing made of letters."""

    line: int
    """Where its first row stands."""
    rows: tuple[str, ...]
    fenced: bool
    """Whether it stands between lines of three backticks and nothing else."""
    worded: bool
    """Whether a paragraph with a footnote follows, to say the same in words."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """One footnote as written; `locator` or `says` is empty where it is missing."""

    label: str
    line: int
    locator: str
    says: str
    used: bool

    @property
    def source(self) -> str:
        """The id of the source, without the number of the place in it."""
        return _SECOND_PLACE.sub("", self.label)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry together with what stands in its file."""

    path: Path
    entry: Entry
    lines: dict[str, int]
    """Line of each front matter field and of each question."""
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    footnotes: tuple[Footnote, ...]
    undefined: tuple[tuple[str, int], ...]
    """Footnote marks without a footnote, with their lines."""
    origin: str
    """What `origin_of` tells of its text."""

    def fault(self, field: str, wrong: str, mend: str) -> Fault:
        """Return a fault at the line of front matter `field`, else at the top."""
        return Fault(self.path, self.lines.get(field, 1), wrong, mend)


def origin_of(text: str, entry_id: str) -> str:
    """Return what changes with all that a draft is made from but its path."""
    return sha256(f"{entry_id}\n{text}".encode()).hexdigest()


def parse_entry(text: str, path: Path, entry_id: str) -> Draft:
    """Return the entry that `text` holds; `path` says where faults are.

    Raises:
        KnowledgeError: the front matter is missing or has another shape, or there is no first paragraph.
    """
    environment: dict[str, object] = {}
    tokens = _MARKDOWN.parse(text, environment)
    if not tokens or tokens[0].type != "front_matter":
        raise KnowledgeError(
            [Fault(path, 1, "has no front matter", "Begin with ---, the questions and checked, and ---")]
        )
    front = parse_yaml(tokens[0].content, FrontMatter, path, first_line=2)
    end = next((at for at, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    body, notes = tokens[1:end], tokens[end:]
    source = text.splitlines()
    footnotes = _footnotes(notes, source, environment)
    if not body or body[0].type != "paragraph_open" or body[0].map is None:
        raise KnowledgeError(
            [Fault(path, 1, "has no first paragraph", "Answer the title right below the front matter")]
        )
    order = _marks(body)
    summary_end = body[0].map[1]
    details_end = max((token.map[1] for token in body if token.map), default=summary_end)
    subject, _, cell = entry_id.partition("/")
    return Draft(
        path=path,
        entry=Entry(
            id=entry_id,
            subject=subject,
            aspect=cell.partition(".")[0],
            questions=tuple(front.questions),
            checked=front.checked.isoformat(),
            summary=_numbered(source[body[0].map[0] : summary_end], order),
            details=_numbered(source[summary_end:details_end], order),
            citations=_citations(order, footnotes),
            see=tuple(front.see),
            reviewed_by=front.reviewed_by,
        ),
        lines=_front_lines(source, front.questions),
        statements=tuple(_statements(body)),
        figures=tuple(_figures(body)),
        footnotes=footnotes,
        undefined=tuple(_undefined(body)),
        origin=origin_of(text, entry_id),
    )


def _marks(body: list[Token]) -> dict[str, int]:
    """Number the footnote labels from 1 in the order in which they first stand."""
    labels = (child.meta["label"] for token in body for child in token.children or () if child.type == "footnote_ref")
    return {label: n for n, label in enumerate(dict.fromkeys(labels), start=1)}


def _numbered(lines: list[str], order: dict[str, int]) -> str:
    """Return the lines with each footnote mark written as its number."""
    text = "\n".join(lines).strip()
    for label, n in order.items():
        text = text.replace(f"[^{label}]", f"[{n}]")
    return text


def _citations(order: dict[str, int], footnotes: tuple[Footnote, ...]) -> tuple[Citation, ...]:
    """Return what each mark cites, by number."""
    by_label = {note.label: note for note in footnotes}
    return tuple(
        Citation(n, by_label[label].source, by_label[label].locator, by_label[label].says) for label, n in order.items()
    )


def _statements(body: list[Token]) -> list[Statement]:
    """Cut the text, headings and code aside, into its lines."""
    found: list[Statement] = []
    for at, token in enumerate(body):
        if token.type != "inline" or token.map is None or body[at - 1].type in {"heading_open", "th_open"}:
            continue
        line = token.map[0] + 1
        if body[at - 1].type == "td_open":
            found.append(_cell(body, at, line))
            continue
        for part in _split(token.children or []):
            words = "".join(child.content for child in part if child.type in {"text", "code_inline"}).strip()
            cited = any(child.type == "footnote_ref" for child in part)
            found.append(Statement(line, words, cited or words.endswith(":"), leads=at == 1))
            line += 1
    return [statement for statement in found if statement.text]


def _figures(body: list[Token]) -> Iterator[Figure]:
    """Yield the drawings, those out of form too."""
    for at, token in enumerate(body):
        if token.type in {"fence", "code_block"} and token.map is not None:
            fenced = token.markup == "```" and not token.info and not token.level
            below = body[at + 1 : at + 3]
            worded = bool(below) and below[0].type == "paragraph_open"
            cited = any(child.type == "footnote_ref" for part in below for child in part.children or ())
            rows = tuple(token.content.splitlines())
            yield Figure(token.map[0] + 1 + (token.type == "fence"), rows, fenced, worded and cited)


def _cell(body: list[Token], at: int, line: int) -> Statement:
    """Return a table cell as a statement; a mark anywhere in its row bears it out."""
    start = max(index for index in range(at) if body[index].type == "tr_open")
    end = next(index for index in range(at, len(body)) if body[index].type == "tr_close")
    row = [child for token in body[start:end] for child in token.children or ()]
    return Statement(line, body[at].content, any(child.type == "footnote_ref" for child in row), leads=False)


def _split(children: list[Token]) -> list[list[Token]]:
    """Cut the children of a paragraph at its line ends."""
    parts: list[list[Token]] = [[]]
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append([])
        else:
            parts[-1].append(child)
    return parts


def _undefined(body: list[Token]) -> list[tuple[str, int]]:
    """List the footnote marks that nothing defines: they stay plain text."""
    return [
        (label, (token.map[0] if token.map else 0) + 1)
        for token in body
        if token.type == "inline"
        for child in token.children or ()
        if child.type == "text"
        for label in re.findall(r"\[\^([^\]\s]+)\]", child.content)
    ]


def _footnotes(notes: list[Token], source: list[str], environment: dict[str, object]) -> tuple[Footnote, ...]:
    """Return every footnote; an unused one, which the parser leaves out, with empty text."""
    found: list[Footnote] = []
    label = ""
    for token in notes:
        if token.type == "footnote_open":
            label = token.meta["label"]
        elif token.type == "inline" and label:
            locator, says = _locator_and_snippet(token.children or [])
            found.append(Footnote(label, _line_of_note(source, label), locator, says, used=True))
            label = ""
    refs = environment.get("footnotes", {}).get("refs", {})  # type: ignore[attr-defined]  # the plugin's own untyped record
    for key, count in refs.items():
        if count == -1:
            unused = key.lstrip(":")
            found.append(Footnote(unused, _line_of_note(source, unused), "", "", used=False))
    return tuple(found)


def _locator_and_snippet(children: list[Token]) -> tuple[str, str]:
    """Part the emphasised lead of a footnote from the rest."""
    if not children or not any(child.type == "em_open" for child in children[:2]):
        return "", _text(children)
    close = next(at for at, child in enumerate(children) if child.type == "em_close")
    return _text(children[:close]).strip().rstrip("."), _text(children[close + 1 :]).strip()


def _text(children: list[Token]) -> str:
    """Return the words of inline tokens."""
    return "".join(" " if child.type == "softbreak" else child.content for child in children)


def _line_of_note(source: list[str], label: str) -> int:
    """Return the line, from 1, on which the footnote `label` is defined."""
    return next((n for n, line in enumerate(source, start=1) if line.startswith(f"[^{label}]:")), 1)


def _front_lines(source: list[str], questions: list[str]) -> dict[str, int]:
    """Return the line of each front matter field and of each question."""
    lines: dict[str, int] = {}
    for n, line in enumerate(source[1:], start=2):
        if line.strip() == "---":
            break
        field = re.match(r"(\w+):", line)
        if field:
            lines[field.group(1)] = n
        else:
            lines.setdefault(line.strip().removeprefix("- ").strip("\"'"), n)
    for question in questions:
        lines.setdefault(question, lines.get("questions", 1))
    return lines
