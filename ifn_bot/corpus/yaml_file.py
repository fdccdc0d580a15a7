"""Reading YAML so that every fault knows its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ifn_bot.corpus.faults import Fault, KnowledgeError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_T = TypeVar("_T")


class Shape(BaseModel):
    """A frozen record that refuses fields nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def read_text(path: Path) -> str:
    """Return the text of `path`.

    Raises:
        KnowledgeError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(
            [Fault(path, 1, f"cannot be read ({error.strerror})", "Check that it exists and may be read")]
        ) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError([Fault(path, 1, "is not UTF-8 text", "Save it as UTF-8")]) from error


def read_yaml(path: Path, shape: type[_T]) -> _T:
    """Return the content of `path`, validated as `shape` (any type pydantic can adapt).

    Raises:
        KnowledgeError: the file cannot be read, is not YAML, or has another shape.
    """
    return parse_yaml(read_text(path), shape, path)


def parse_yaml(text: str, shape: type[_T], path: Path, first_line: int = 1) -> _T:
    """Return YAML `text` validated as `shape`; `path` and `first_line` say where faults are.

    Raises:
        KnowledgeError: it is not YAML, or has another shape.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        doubles = _doubles(node)
        value = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or "cannot be understood"
        raise KnowledgeError(
            [Fault(path, line, f"is not valid YAML: {problem}", "Mend the line, or put the text in quotes")]
        ) from error
    finally:
        loader.dispose()
    if doubles:
        raise KnowledgeError(
            [
                Fault(path, first_line + line, f"the key {key!r} stands twice", "Keep one of them")
                for key, line in doubles
            ]
        )
    try:
        return TypeAdapter(shape).validate_python(value)
    except ValidationError as error:
        raise KnowledgeError(
            [
                Fault(
                    path,
                    first_line + _line_of(node, fault["loc"]),
                    f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg'][:1].lower()}{fault['msg'][1:]}",
                    "See knowledge/README.md for the form",
                )
                for fault in error.errors()
            ]
        ) from error


def _doubles(node: yaml.Node | None) -> list[tuple[str, int]]:
    """List the keys that a mapping below `node` holds twice, with their lines from 0."""
    found: list[tuple[str, int]] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in here.value:
                if key.value in seen:
                    found.append((str(key.value), key.start_mark.line))
                seen.add(str(key.value))
                waiting.append(value)
        elif isinstance(here, yaml.SequenceNode):
            waiting.extend(here.value)
    return found


def _line_of(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """Return the line, from 0, of the deepest part of `loc` that exists below `node`."""
    line = 0
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            child = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if child is None:
                break
            line, node = child[0].start_mark.line, child[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
    return line
