"""Plain wording with a little emphasis for a terminal; no word is added or lost."""

from __future__ import annotations

import re

_BOLD, _DIM, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_ROLE = re.compile(r"^([A-Z][A-Za-z ]+(?: \d+)?:)", re.MULTILINE)
_MARK = re.compile(r"(\[\d+\])")


def styled(plain: str) -> str:
    """Return `plain` with role words bold and citation marks dim; its words stay the same."""
    return _MARK.sub(rf"{_DIM}\1{_END}", _ROLE.sub(rf"{_BOLD}\1{_END}", plain))
