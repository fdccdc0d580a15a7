"""Records are named tuples in everything but how their classes are made."""

from __future__ import annotations

import copy
import pickle
from typing import NamedTuple

import pytest

from ifn_bot import record


class Usual(NamedTuple):
    a: str
    b: int = 2
    c: tuple[str, ...] = ()


class Ours(record.NamedTuple):
    """What it holds."""

    a: str
    b: int = 2
    c: tuple[str, ...] = ()

    @property
    def twice(self) -> str:
        """The word twice."""
        return self.a * 2


@pytest.mark.parametrize(
    ("given", "named"),
    [(("x",), {}), (("x", 3), {}), (("x", 3, ("y",)), {}), (("x",), {"c": ("z",)}), ((), {"b": 1, "a": "x"})],
)
def test_a_record_is_made_as_a_named_tuple_is(given: tuple[object, ...], named: dict[str, object]) -> None:
    ours, usual = Ours(*given, **named), Usual(*given, **named)  # type: ignore[arg-type]
    assert tuple(ours) == tuple(usual)
    assert (ours.a, ours.b, ours.c) == (usual.a, usual.b, usual.c)
    assert ours._asdict() == usual._asdict()
    assert Ours._make(usual) == ours
    assert repr(ours).removeprefix("Ours") == repr(usual).removeprefix("Usual")


@pytest.mark.parametrize("kind", [Ours, Usual])
@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("x", 1, (), 4), {}), (("x",), {"a": "y"}), (("x",), {"d": 1}), ((), {"b": 1})]
)
def test_what_does_not_fit_is_refused(kind: type, given: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        kind(*given, **named)


def test_a_record_is_changed_only_into_another() -> None:
    first = Ours("x")
    assert first._replace(b=5) == Ours("x", 5)
    assert first == Ours("x")
    with pytest.raises((TypeError, ValueError)):
        first._replace(d=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        first.a = "y"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        first.d = "y"  # type: ignore[attr-defined]


def test_a_record_matches_copies_and_keeps_its_methods() -> None:
    match Ours("x", 3):
        case Ours(a, b, c):
            assert (a, b, c) == ("x", 3, ())
    assert Ours("x").twice == "xx"
    assert copy.copy(Ours("x")) == Ours("x")
    assert type(pickle.loads(pickle.dumps(Ours("x")))) is Ours  # noqa: S301  # our own bytes
    assert Ours._fields == Ours.__match_args__ == Usual._fields
