"""How quick and how large the program is, beside others in the same minute: `python -m benchmarks`."""
