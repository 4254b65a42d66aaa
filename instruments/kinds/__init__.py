"""What is asked of people: one file of facts and sentences a noun (ask_kinds.py)."""
