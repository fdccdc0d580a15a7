"""What a reader sees where the program itself breaks: the fixed text with the help line, never a traceback."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class ProgramFailedError(Exception):
    """The program broke on a message; its text is what to show, `place` is for whoever mends it."""

    def __init__(self, text: str, place: str) -> None:
        super().__init__(text)
        self.place = place


class failing_with:  # noqa: N801  # it reads as a function does
    """Turns whatever breaks inside into the fixed text that `text` returns."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Turn any fault at all: who asked may need the help line, and a traceback shows what was typed.

        Raises:
            ProgramFailedError: something broke.
        """
        if isinstance(error, Exception) and not isinstance(error, BrokenPipeError):
            raise ProgramFailedError(self._text(), place_of(error)) from None


def place_of(error: BaseException | None) -> str:
    """Say what kind of error it was and where it arose; its message may hold what was typed."""
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__ if error else None)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}."
