"""A question-and-answer program that shows its sources and does not guess."""
