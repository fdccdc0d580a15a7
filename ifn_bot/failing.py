"""What a reader sees where the program itself breaks: the fixed text with the help line, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class ProgramFailedError(Exception):
    """The program broke on a message; its text is what to show, `place` is for whoever mends it."""

    def __init__(self, text: str, place: str) -> None:
        super().__init__(text)
        self.place = place


@contextmanager
def failing_with(text: Callable[[], str]) -> Iterator[None]:
    """Turn whatever breaks inside into the fixed text that `text` returns.

    Raises:
        ProgramFailedError: something broke.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except (
        Exception
    ) as error:  # any fault at all: who asked may need the help line, and a traceback shows what was typed
        raise ProgramFailedError(text(), place_of(error)) from None


def place_of(error: BaseException | None) -> str:
    """Say what kind of error it was and where it arose; its message may hold what was typed."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__ if error else None)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}."
