"""What people are reminded of on learning tracks and in groups. One file a noun (partnerships/reminders.py)."""
