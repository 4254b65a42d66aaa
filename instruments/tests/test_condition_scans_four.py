"""With four people no spread of a condition scan leaves the server: on no page, on paper, in no download, and in no
source of a page (access.md R17). The same walk past the same pages finds that of five."""

import re

import pytest
from django.utils import timezone

from instruments.actions import asks
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_condition_scans import answer_scan, begin_scan, questions
from werkplek.tests.pages import text_of

SPREAD = re.compile(r'class="spread|Zo hebben jullie geantwoord|[45] antwoorden|van de [45]\b')
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
    scan = begin_scan(team, people[0])
    for person in people[count:]:
        person.memberships.update(ended_at=timezone.now())
    answer_scan(scan, people[:count])
    asks.close(scan, by=people[0])
    return scan


def talks(scan):
    return [f"{scan.get_absolute_url()}items/{item.key}/" for item in questions()]


def pages(scan, team):
    """Where a spread would be: the scan with its talk, all of them, the team, and the own download."""
    here = scan.get_absolute_url()
    mine = ["/my-data/", "/my-data/werkplek.json", "/my-data/werkplek.html"]
    listed = f"{team.get_absolute_url()}condition-scans/"
    return [here, listed, f"{here}choose/", *talks(scan), *mine, team.get_absolute_url(), "/", "/for-you/"]


def walk(browser, start):
    """Per address what the server sends, from these addresses on along the links in them."""
    seen, ahead = {}, list(start)
    while ahead and len(seen) < DOORS:
        address = ahead.pop(0)
        if address not in seen:
            answer = browser.get(address)
            seen[address] = text_of(answer) if answer.status_code == 200 else ""
            links = re.findall(r'href="(/[^"#]*)', seen[address])
            ahead += [link.replace("&amp;", "&") for link in links if not link.startswith(("/static/", "/help/"))]
    return seen


def test_with_four_people_no_spread_leaves_the_server(signed_in, team, people):
    scan = held(team, people, 4)
    for person in people[:2]:
        seen = walk(signed_in(person), pages(scan, team))
        assert len(seen) == DOORS
        assert [address for address, text in seen.items() if SPREAD.search(text)] == []
        for address in (scan.get_absolute_url(), *talks(scan)):
            assert "minder dan vijf antwoorden" in seen[address]


def test_the_same_walk_finds_the_spread_of_five(signed_in, team, people):
    scan = held(team, people, 5)
    seen = walk(signed_in(people[1]), pages(scan, team))

    assert {address for address, text in seen.items() if SPREAD.search(text)} == {scan.get_absolute_url(), *talks(scan)}
