"""What people are reminded of around value checks and experiences. One file a noun (partnerships/reminders.py)."""
