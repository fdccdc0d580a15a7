"""A question-and-answer program that shows its sources and does not guess."""

__version__ = "0.1.0"
