"""The parts the window is made of."""
