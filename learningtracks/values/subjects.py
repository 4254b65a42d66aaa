"""Plain values of school subjects."""

from learningtracks.values.pieces import MOST_LINE

MOST_SUBJECT = MOST_LINE  # a piece names a subject in as many characters
MOST_SUBJECTS = 40
