"""The live session of a value check: the fold of its moves, and what a screen may know of it."""
