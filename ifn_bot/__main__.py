"""`python -m ifn_bot` is `ifn-bot`."""

from ifn_bot.cli import main

raise SystemExit(main())
