"""The compiled base: one file of JSON values, checked as a whole and read one by one; it can run no code."""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from json.encoder import encode_basestring_ascii
from zlib import crc32

FORMAT = 5
"""Rises whenever the form of the file changes."""

SHORT = 32_000
"""Letters up to which the values of a row are all read at once: that is quicker than one by one."""

MANY = 2_000
"""Strings that are looked for in a set before all of it is read."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TypeVar, overload

    T = TypeVar("T")
else:
    T = object

_MAGIC = b"ifn-bot base %d\n" % FORMAT
_CHECK = 4
"""Bytes of the checksum, and of the length of the directory."""
_TAG, _FIELDS = "$", "v"
_NUMBERS = ("i", "d")
_BARE = (str, int, float, type(None))


class Codec:
    """Values made of the given classes, strings, numbers, tuples and dicts with string keys, to JSON and back."""

    def __init__(self, classes: Iterable[type]) -> None:
        self._classes: dict[str, Any] = {cls.__name__: cls for cls in classes}
        self._read = json.JSONDecoder(object_hook=self._thaw).raw_decode
        self._encode = json.JSONEncoder(separators=(",", ":")).encode

    def write(self, value: object) -> str:
        """Return `value` as JSON."""
        return self._encode(self._plain(value))

    def read(self, text: str) -> Any:
        """Return the value that `write` made `text` from.

        Raises:
            ValueError: `text` is damaged.
        """
        try:
            return _frozen(self._read(text)[0])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"damaged: {error}") from error

    def _plain(self, value: object) -> object:
        if isinstance(value, _BARE):
            return value
        if type(value).__name__ in self._classes:
            fields = sorted(value) if isinstance(value, frozenset) else _fields(value).values()
            return {_TAG: type(value).__name__, _FIELDS: [self._plain(part) for part in fields]}
        if isinstance(value, Mapping):
            return {key: self._plain(part) for key, part in value.items()}
        if isinstance(value, tuple | list):
            return [self._plain(part) for part in value]
        return value

    def _thaw(self, found: dict[str, Any]) -> Any:
        if found.keys() == {_TAG, _FIELDS}:
            made, parts = self._classes[found[_TAG]], map(_frozen, found[_FIELDS])
            return made(parts) if made is frozenset else made(*parts)
        return {key: _frozen(value) for key, value in found.items()}


class Row(Sequence[T]):
    """A sequence in a compiled base; each value is read when it is asked for, once."""

    __slots__ = ("_codec", "_ends", "_known", "_text")

    def __init__(self, codec: Codec, text: memoryview, ends: memoryview[int]) -> None:
        """`text` is a JSON array without its brackets, `ends` tells where each value ends."""
        self._codec, self._text, self._ends = codec, text, ends
        self._known: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._ends)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, place: int) -> T: ...
        @overload
        def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        if place not in self._known and len(self._text) <= SHORT and not self._known:
            iter(self)
        if place in self._known:
            return self._known[place]
        if place < 0:
            return self[len(self) + place]
        value: T = self._codec.read(str(self._written(place), "ascii"))
        self._known[place] = value
        return value

    def __iter__(self) -> Iterator[T]:
        if len(self._known) < len(self):
            whole = self._codec.read(f"[{str(self._text, 'ascii')}]")
            self._known = {place: self._known.get(place, value) for place, value in enumerate(whole)}
        return iter([self._known[place] for place in range(len(self))])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # compared by value, like a list

    def is_written(self, place: int, written: bytes) -> bool:
        """Tell whether `written` is the JSON of the value at `place`."""
        return self._written(place) == written

    def _written(self, place: int) -> memoryview:
        """Return the JSON of one value.

        Raises:
            IndexError: there is no such place.
        """
        return self._text[self._ends[place - 1] + 1 if place else 0 : self._ends[place]]


class Bag(Set[str]):
    """A set of strings in a compiled base; none is read before many are asked for."""

    __slots__ = ("_asked", "_keys", "_slots", "_whole")

    def __init__(self, keys: Row[str], slots: memoryview[int]) -> None:
        """`slots` is a hash table: the place of a key plus one, or 0 for none."""
        self._keys, self._slots = keys, slots
        self._asked = 0
        self._whole: frozenset[str] = frozenset()

    def __contains__(self, key: object) -> bool:
        if self._whole:
            return key in self._whole
        self._asked += 1
        if self._asked > MANY:
            self._whole = frozenset(self._keys)
        return isinstance(key, str) and self.place(key) >= 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def place(self, key: str) -> int:
        """Return the place of `key`, or -1."""
        written = _key(key)
        for slot in _probes(written, len(self._slots)):
            place = self._slots[slot] - 1
            if place < 0 or self._keys.is_written(place, written):
                return place
        return -1


class Shelf(Mapping[str, T]):
    """A mapping in a compiled base; each value is read when it is asked for, once."""

    __slots__ = ("_found", "_keys", "_values")

    def __init__(self, keys: Bag, values: Row[T]) -> None:
        """`values` stand in the order of `keys`."""
        self._keys, self._values = keys, values
        self._found: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key in self._found:
            return self._found[key]
        place = self._keys.place(key)
        if place < 0:
            raise KeyError(key)
        self._found[key] = self._values[place]
        return self._found[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of `key`, else `default`."""
        if key in self._found:
            return self._found[key]
        place = self._keys.place(key)
        return default if place < 0 else self._values[place]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def whole(self) -> dict[str, T]:
        """Return all of it at once."""
        return dict(zip(self._keys, self._values, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self.whole() == (
            other.whole() if isinstance(other, Shelf) else dict(other)
        )

    __hash__ = None  # type: ignore[assignment]  # compared by value, like a dict


class Writer:
    """Gathers the parts of a compiled base."""

    def __init__(self, classes: Iterable[type], records: Iterable[type]) -> None:
        """`records` are the classes whose fields are stored one by one."""
        self._codec = Codec(classes)
        self._records = tuple(records)
        self._directory: dict[str, list[object]] = {}
        self._blobs: list[bytes] = []
        self._length = 0

    def add(self, name: str, value: object) -> None:
        """Add `value` as the part `name`."""
        if isinstance(value, self._records):
            for field, part in _fields(value).items():
                self.add(f"{name}.{field}", part)
        elif getattr(value, "typecode", "") in _NUMBERS:
            self._directory[name] = [value.typecode, *self._blob(bytes(memoryview(value)))]  # type: ignore[attr-defined,arg-type]  # an array
        elif isinstance(value, Mapping):
            self._directory[name] = ["shelf", *self._bag(list(value)), *self._row(list(value.values()))]
        elif isinstance(value, frozenset):
            self._directory[name] = ["bag", *self._bag(sorted(value))]
        elif isinstance(value, tuple | list) and not hasattr(value, "_fields"):
            self._directory[name] = ["row", *self._row(value)]
        else:
            self._directory[name] = ["one", *self._blob(self._codec.write(value).encode())]

    def packed(self, stamp: str) -> bytes:
        """Return the file; `stamp` tells what it was made from."""
        directory = json.dumps([sys.byteorder, stamp, self._directory]).encode()
        body = len(directory).to_bytes(_CHECK, "little") + directory + b"".join(self._blobs)
        return _MAGIC + crc32(body).to_bytes(_CHECK, "little") + body

    def _bag(self, keys: Sequence[str]) -> tuple[int, ...]:
        return (*self._row(keys), *self._blob(_hashed([_key(key) for key in keys])))

    def _row(self, values: Sequence[object]) -> tuple[int, ...]:
        written = [self._codec.write(value).encode() for value in values]
        ends, end = [], -1
        for one in written:
            end += len(one) + 1
            ends.append(end)
        return (*self._blob(b",".join(written)), *self._blob(_packed(ends)))

    def _blob(self, blob: bytes) -> tuple[int, int]:
        start = self._length
        self._blobs.append(blob)
        self._length += len(blob)
        return start, self._length


class Reader:
    """Reads the parts of a compiled base."""

    def __init__(self, packed: bytes | memoryview, classes: Iterable[type], records: Mapping[str, type]) -> None:
        """Look at the whole of `packed`; `records` are by name the classes whose fields are stored one by one.

        Raises:
            ValueError: it is damaged, of another form, or of another kind of machine.
        """
        whole = memoryview(packed)
        start = len(_MAGIC) + _CHECK
        if whole[: len(_MAGIC)] != _MAGIC:
            raise ValueError("no compiled base of this form")
        if crc32(whole[start:]) != int.from_bytes(whole[start - _CHECK : start], "little"):
            raise ValueError("damaged: the checksum differs")
        end = start + _CHECK + int.from_bytes(whole[start : start + _CHECK], "little")
        order, self.stamp, self._directory = json.loads(bytes(whole[start + _CHECK : end]))
        if order != sys.byteorder:
            raise ValueError("made on another kind of machine")
        self._packed = whole[end:]
        self._codec = Codec(classes)
        self._records = records

    def part(self, name: str) -> Any:
        """Return the part `name`.

        Raises:
            ValueError: there is none.
        """
        if name in self._records:
            record = self._records[name]
            return record(*(self.part(f"{name}.{field}") for field in record.__match_args__))  # type: ignore[attr-defined]  # a named tuple
        if name not in self._directory:
            raise ValueError(f"has no part {name}")
        kind, *at = self._directory[name]
        if kind in _NUMBERS:
            return self._blob(at).cast(kind)
        if kind == "shelf":
            return Shelf(self._bag(at[:6]), self._row(at[6:]))
        if kind == "bag":
            return self._bag(at)
        if kind == "row":
            return self._row(at)
        return self._codec.read(str(self._blob(at), "ascii"))

    def _bag(self, at: list[int]) -> Bag:
        return Bag(self._row(at[:4]), self._blob(at[4:]).cast("i"))

    def _row(self, at: list[int]) -> Row[Any]:
        return Row(self._codec, self._blob(at[:2]), self._blob(at[2:]).cast("i"))

    def _blob(self, at: list[int]) -> memoryview:
        return self._packed[at[0] : at[1]]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` to `path` so that a reader sees all of it or nothing.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    import tempfile
    from pathlib import Path

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        Path(name).replace(path)
    except BaseException:  # Ctrl+C too must leave no half-written file behind; it is raised again
        Path(name).unlink(missing_ok=True)
        raise


def _fields(value: object) -> dict[str, object]:
    """Return the fields of a named tuple by name."""
    return {name: getattr(value, name) for name in type(value).__match_args__}  # type: ignore[attr-defined]  # a named tuple


def _frozen(value: Any) -> Any:
    """Return `value` with every list in it made a tuple."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _key(key: str) -> bytes:
    """Return a key as it stands in a row of keys."""
    return encode_basestring_ascii(key).encode()


def _packed(numbers: Sequence[int]) -> bytes:
    """Return numbers as four bytes each, as this machine orders them."""
    return array("i", numbers).tobytes()


def _hashed(keys: Sequence[bytes]) -> bytes:
    """Return a hash table of the keys: the place of each plus one."""
    slots = [0] * (1 << (2 * len(keys)).bit_length())
    for place, key in enumerate(keys, start=1):
        slot = crc32(key) % len(slots)
        while slots[slot]:
            slot = (slot + 1) % len(slots)
        slots[slot] = place
    return _packed(slots)


def _probes(key: bytes, size: int) -> Iterator[int]:
    """Yield the slots in which `key` may stand, first to last."""
    first = crc32(key)
    for step in range(size):
        yield (first + step) & (size - 1)
