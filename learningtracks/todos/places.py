"""Where somebody can have something to do on a track (partnerships/todos.py)."""

from learningtracks.belonging import tracks_of
from partnerships.todos import Place, register_place

ON_TRACK = register_place(Place("track", lambda person: tracks_of(person).active))
SPEAKS_ON_TRACK = register_place(Place("spoken_track", lambda person: tracks_of(person).spoken))
GUIDES_TRACK = register_place(Place("guided_track", lambda person: tracks_of(person).guided()))
