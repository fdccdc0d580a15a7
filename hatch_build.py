"""Compiles the knowledge when a wheel is built: validated then, read in milliseconds ever after."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Puts the compiled base beside the knowledge, and the man page where man looks.

    An editable install compiles on first use instead.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the knowledge, unless the install is editable.

        Raises:
            KnowledgeError: the knowledge breaks a rule; nothing is built then.
        """
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from ifn_bot.compiling import pack_base
        from ifn_bot.corpus.store import write_whole
        from ifn_bot.library import SHIPPED, SHIPPED_BASE

        compiled = Path(self.root, "build", SHIPPED_BASE)
        write_whole(compiled, pack_base(Path(self.root, "knowledge"), SHIPPED))
        from ifn_bot.cli.manual import page

        manual = Path(self.root, "build", "ifn-bot.1")
        write_whole(manual, page())
        build_data["shared_data"][str(manual)] = "share/man/man1/ifn-bot.1"
        build_data["force_include"][str(compiled)] = f"ifn_bot/{SHIPPED_BASE}"
