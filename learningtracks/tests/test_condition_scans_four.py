"""With four people no spread of a condition scan leaves the server: on no page, on paper, in no download, and in no
source of a page (access.md R17). The same walk past the same pages finds that of five."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from accounts.values import today
from learningtracks.actions import condition_scans
from learningtracks.actions.condition_scans import Said
from learningtracks.values.conditions import Condition
from partnerships.values import Role
from werkplek.tests.casting import join, make_person

SPREAD = re.compile(r'class="spread|Zo antwoordden jullie|[45] antwoorden|van de [45]\b')
DOORS = 45  # pages that one person walks past


@pytest.fixture
def people(team, tom, company):
    """Tom and four colleagues."""
    made = [make_person(f"Collega {number}") for number in range(4)]
    for person in made:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return [tom, *made]


def held(team, people, count):
    """A scan of five people; whoever answers is still in the team at its end, and nobody else."""
    scan = condition_scans.begin(team, until_on=today() + dt.timedelta(days=14), content="conditions@1", by=people[0])
    for person in people[count:]:
        person.memberships.update(ended_at=timezone.now())
    said = {condition: Said(2) for condition in Condition.values}
    for person in people[:count]:
        condition_scans.answer(scan, said=said, version=0, by=person, hand_in=True)
    return condition_scans.close(scan, by=people[0])


def pages(scan, team):
    """Where a spread would be: the scan with its talk and the page for the printer, the team, and the own download."""
    here = scan.get_absolute_url()
    talks = [f"{here}talk/{condition}/" for condition in Condition.values]
    mine = ["/my-data/", "/my-data/werkplek.json", "/my-data/werkplek.html"]
    return [here, f"{here}report/", f"{here}choose/", *talks, *mine, team.get_absolute_url(), "/", "/for-you/"]


def walk(browser, start):
    """Per address what the server sends, from these addresses on along the links in them."""
    seen, ahead = {}, list(start)
    while ahead and len(seen) < DOORS:
        address = ahead.pop(0)
        if address not in seen:
            answer = browser.get(address)
            seen[address] = answer.content.decode() if answer.status_code == 200 else ""
            links = re.findall(r'href="(/[^"#]*)', seen[address])
            ahead += [link.replace("&amp;", "&") for link in links if not link.startswith(("/static/", "/help/"))]
    return seen


def test_with_four_people_no_spread_leaves_the_server(signed_in, team, people):
    scan = held(team, people, 4)
    for person in people[:2]:
        seen = walk(signed_in(person), pages(scan, team))
        assert len(seen) == DOORS
        assert [address for address, text in seen.items() if SPREAD.search(text)] == []
        assert "Te weinig antwoorden" in seen[f"{scan.get_absolute_url()}talk/change/"]


def test_the_same_walk_finds_the_spread_of_five(signed_in, team, people):
    scan = held(team, people, 5)
    seen = walk(signed_in(people[1]), pages(scan, team))

    here = scan.get_absolute_url()
    talks = {f"{here}talk/{condition}/" for condition in Condition.values}
    assert {address for address, text in seen.items() if SPREAD.search(text)} == {f"{here}report/", *talks}
