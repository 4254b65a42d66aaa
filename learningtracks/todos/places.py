"""Where somebody can have something to do on a track, and whose it is (partnerships/todos.py)."""

from learningtracks.belonging import tracks_of
from learningtracks.models.heads import heads_of
from partnerships.todos import Place, register_place

ON_TRACK = register_place(Place("track", lambda person: tracks_of(person).active, heads_of))
SPEAKS_ON_TRACK = register_place(Place("spoken_track", lambda person: tracks_of(person).spoken, heads_of))
GUIDES_TRACK = register_place(Place("guided_track", lambda person: tracks_of(person).guided(), heads_of))
