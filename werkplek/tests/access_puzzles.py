"""The doors of the puzzle (access.md row 6): who learns on the track and who is named on it."""

from werkplek.tests.access_rows import NAMED, Row, me, only

OPENS = only(f"S {NAMED}")
PUZZLES = [
    Row("learningtracks:my_puzzle", allowed=me(302)),
    Row("learningtracks:puzzle", "track", OPENS),
    Row("learningtracks:puzzle_of", "track", OPENS, (1,)),
]
