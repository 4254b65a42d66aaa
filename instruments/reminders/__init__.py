"""What people are reminded of about what they answered (partnerships/reminders.py)."""
