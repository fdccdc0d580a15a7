"""Takes the picture of the chat that the README shows: `python docs/picture.py docs/chat.svg`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from ifn_bot import library
from ifn_bot.tui.app import ChatApp

QUESTION = "how do i store pegasys"


async def picture() -> str:
    """Return the window after one question, as SVG."""
    app = ChatApp(library.open_bot(library.shipped(), library.cache_folder()))
    async with app.run_test(size=(110, 32)) as pilot:
        await pilot.pause()
        await pilot.press(*QUESTION, "enter")
        await pilot.pause()
        await pilot.pause()
        return app.export_screenshot(title="ifn-bot")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(asyncio.run(picture()), encoding="utf-8")
