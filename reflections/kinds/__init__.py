"""What this layer asks of people: one file of facts and sentences a noun (instruments/ask_kinds.py)."""
