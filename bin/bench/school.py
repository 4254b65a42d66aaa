"""The numbers of a school that is filled: how much of each there is, and what belongs to what.

Everything hangs together by arithmetic: row n of one table belongs to a row of another that follows from n, so that
each table is one statement. The questions below give that as SQL.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STAFF = 12  # of a team; with its learners a team is about 25
SEATS = 25
TELLERS = 22  # of those who sit in a value check
PIECES = 30  # of a track, in two puzzles
SUPERVISORS = 100  # of a school
LONG = "Ik hielp vanochtend een bewoner die niet wilde opstaan. Ik vroeg eerst wat er was en wachtte op antwoord. "


@dataclass(frozen=True)
class Size:
    """How much of each. `places` are employers; each has one partnership with a school."""

    places: int = 30
    schools: int = 10
    teams: int = 25  # of a place
    learners: int = 10_000
    experiences: int = 1_000_000
    checks: int = 12  # of a team, all held
    busiest: int = 300  # experiences of the first learner


SCHOOL = Size()
MINI = Size(places=2, schools=1, teams=2, learners=60, experiences=600, checks=2, busiest=40)


def one_of(values: Sequence[str], number: str) -> str:
    """The value of the list at which this number comes, round and round."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}])[1 + ({number}) % {len(values)}]"


class School:
    """From which number the rows of each table count, noted by who fills it."""

    schools = places = partnerships = workplaces = teams = 0
    staff = supervisors = learners = guides = named = 0
    tracks = periods = puzzles = pieces = versions = 0
    experiences = requests = answers = checks = seats = stories = 0
    waits = ""  # which pieces wait for an akkoord
    here = ""  # which seats of a value check are taken

    def __init__(self, size: Size) -> None:
        self.size = size
        self.staff_count = size.places * size.teams * STAFF
        self.piece_count = size.learners * PIECES
        self.author = f"(CASE WHEN n <= {size.busiest} THEN 1 ELSE 1 + n % {size.learners} END)"  # of experience n
        self.check_count = size.places * size.teams * size.checks

    def school_of(self, place: str) -> str:
        """The school with which the employer of this number works."""
        return f"({self.schools} + 1 + ({place} - 1) % {self.size.schools})"

    def school_number(self, place: str) -> str:
        """0 for the first school."""
        return f"(({place} - 1) % {self.size.schools})"

    def place_of(self, learner: str) -> str:
        """The number of the employer at which this learner learns."""
        return f"(1 + ({learner} - 1) % {self.size.places})"

    def turn_of(self, learner: str) -> str:
        """The how manieth learner of that employer it is, from 0."""
        return f"(({learner} - 1) / {self.size.places})"

    def team_of(self, learner: str) -> str:
        """The number of the team in which this learner learns."""
        return f"(({self.place_of(learner)} - 1) * {self.size.teams} + {self.turn_of(learner)} % {self.size.teams} + 1)"

    def guide_of(self, learner: str, spot: str = "1") -> str:
        """The number, among the staff, of who guides this learner. The first guides have far more than the last."""
        most = max(1, self.size.learners // self.size.places)
        last = self.size.teams - 1
        share = f"power({self.turn_of(learner)}::float / {most}, 1.3)"
        team = f"least({last}, floor({self.size.teams} * {share}))::int"
        return f"((({self.place_of(learner)} - 1) * {self.size.teams} + {team}) * {STAFF} + 1 + {spot})"

    def supervisor_of(self, learner: str) -> str:
        """The number of the place in the list of instituutsopleiders of that partnership."""
        return f"(({self.place_of(learner)} - 1) * {SUPERVISORS} + 1 + {self.turn_of(learner)} % {SUPERVISORS})"
