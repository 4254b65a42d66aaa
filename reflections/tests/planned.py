"""How a value check is planned in tests: with the whole team, unless a test says otherwise."""

from partnerships.belonging import people_in
from partnerships.models.teams import Team
from reflections.actions import value_checks
from reflections.policy.value_checks import question_lists


def details(team: Team, **changes) -> value_checks.Details:
    people = list(people_in(team.pk))
    wanted = {"minutes": 60, "place": "Huiskamer", "video_link": "", "questions": question_lists(team)[0]}
    wanted |= {"facilitator": people[0], "people": people}
    return value_checks.Details(**(wanted | changes))
