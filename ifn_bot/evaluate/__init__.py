"""Scores of the bot on labelled questions."""
