"""How a value check is planned in tests: with the whole team, unless a test says otherwise."""

from partnerships.belonging import people_in
from partnerships.models.teams import Team
from reflections.actions import value_checks
from reflections.values import QuestionSet


def details(team: Team, **changes) -> value_checks.Details:
    people = list(people_in(team.pk))
    wanted = {"minutes": 60, "place": "Huiskamer", "video_link": "", "question_set": QuestionSet.INSIGHT}
    wanted |= {"facilitator": people[0], "people": people}
    return value_checks.Details(**(wanted | changes))
