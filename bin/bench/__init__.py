"""`make bench`: how fast Werkplek is on this machine. `rooms.py` measures live rooms, `pages.py` every other page."""
