"""The compiled base: knowledge and index as one JSON file that is read in milliseconds and can run no code."""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ifn_bot import danger, model

FORMAT = 3
"""Rises whenever the shape of what is stored changes."""

_TAG = "$"


class Store:
    """Writes and reads values made of the given dataclasses, strings, numbers, tuples and dicts with string keys."""

    def __init__(self, classes: Iterable[type]) -> None:
        self._classes: dict[str, Any] = {cls.__name__: cls for cls in classes}

    def dump(self, value: object) -> str:
        """Return `value` as JSON."""
        return json.dumps(self._plain(value), ensure_ascii=False, separators=(",", ":"))

    def parse(self, text: str) -> Any:
        """Return the value that `dump` made `text` from.

        Raises:
            ValueError: `text` is damaged.
        """
        try:
            return json.loads(text, object_hook=self._thaw)
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"damaged: {error}") from error

    def _plain(self, value: object) -> object:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = [self._plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
            return {_TAG: type(value).__name__, "v": fields}
        if isinstance(value, dict):
            return {key: self._plain(part) for key, part in value.items()}
        if isinstance(value, tuple | list):
            return [self._plain(part) for part in value]
        return value

    def _thaw(self, found: dict[str, Any]) -> Any:
        if found.keys() == {_TAG, "v"}:
            return self._classes[found[_TAG]](*map(_frozen, found["v"]))
        return {key: _frozen(value) for key, value in found.items()}


def model_classes() -> list[type]:
    """Return every dataclass that knowledge is made of."""
    return [
        cls
        for module in (model, danger)
        for cls in vars(module).values()
        if isinstance(cls, type) and dataclasses.is_dataclass(cls)
    ]


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees all of it or nothing.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _frozen(value: Any) -> Any:
    """Return `value` with every list in it made a tuple."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
