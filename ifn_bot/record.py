"""Named tuples whose classes are made without compiling code: that is a tenth of a lookup, in forty classes."""

from __future__ import annotations

from _collections import _tuplegetter  # type: ignore[import-not-found]  # what named tuples themselves read a field with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, NamedTuple

__all__ = ["NamedTuple", "Record"]


class _Making(type):
    """Makes a class of records from the fields that its body declares."""

    def __new__(meta, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> Any:
        """Make it; a field with a value in the body may be left out when a record is made."""
        fields = tuple(space.get("__annotations__", ()))
        space["_fields"] = space["__match_args__"] = fields
        space["_usual"] = tuple(space[field] for field in fields if field in space)
        space.update((field, _tuplegetter(place, "")) for place, field in enumerate(fields))
        space["__slots__"] = ()
        return super().__new__(meta, name, bases, space)


class Record(tuple[object, ...], metaclass=_Making):
    """A tuple whose places have names; it behaves as one that `typing.NamedTuple` makes."""

    if TYPE_CHECKING:
        _fields: tuple[str, ...]
        _usual: tuple[Any, ...]

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """Make a record of its fields in order or by name; the last ones may be left out where they have a usual value.

        Raises:
            TypeError: a field is missing, given twice or not known.
        """
        fields, usual = cls._fields, cls._usual
        left = len(fields) - len(given)
        if named and left > 0:
            rest = dict(zip(fields[-len(usual) :], usual, strict=True)) if usual else {}
            rest |= named
            given += tuple(rest[field] for field in fields[-left:] if field in rest)
            named = {field: value for field, value in named.items() if field not in fields[-left:]}
        elif 0 < left <= len(usual):
            given += usual[-left:]
        if named or len(given) != len(fields):
            raise TypeError(f"{cls.__name__} takes {', '.join(fields)}, each once")
        return tuple.__new__(cls, given)

    @classmethod
    def _make(cls, given: Iterable[Any]) -> Any:
        """Return a record of the fields in order."""
        return cls(*given)

    def _replace(self, **changed: Any) -> Any:
        """Return the record with other values in the fields named.

        Raises:
            TypeError: a field is not known.
        """
        made = tuple.__new__(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise TypeError(f"{type(self).__name__} has no {', '.join(changed)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    def __getnewargs__(self) -> tuple[object, ...]:
        return tuple(self)


if not TYPE_CHECKING:
    NamedTuple = Record
