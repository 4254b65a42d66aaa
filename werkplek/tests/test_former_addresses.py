"""Addresses of before the pages of what is asked: in old mails and bookmarks they lead to where it is now."""

import pytest
from django.urls import reverse

from werkplek.tests.pages import browser_of

MOVED = [  # who, the earlier address, and what stands behind the address of what was asked now
    ("S", "/rounds/{track_round}/look-back/", "track_round", ""),
    ("S", "/rounds/{track_round}/ask/", "track_round", ""),
    ("S", "/rounds/{track_round}/become/", "track_round", ""),
    ("S", "/rounds/{track_round}/evidence/", "track_round", "evidence/"),
    ("LA", "/organisation-scans/{organisation_scan}/steps/culture/action/", "organisation_scan", "items/culture/"),
    ("LA", "/organisation-scans/{organisation_scan}/workplace/new/", "organisation_scan", ""),
    (
        "SO",
        "/partnership-conversations/{writing_conversation}/write/{school}/",
        "writing_conversation",
        "sides/{school}/",
    ),
    ("TL", "/meetings/{team_meeting}/cancel/", "team_meeting", "withdraw/"),
]
LISTED = [
    ("TL", "/teams/{team}/condition-scans/new/", "condition_scans", "team"),
    ("OA", "/partnerships/{partnership}/conversations/new/", "partnership_conversations", "partnership"),
    ("LA", "/organisations/{organisation}/scans/begin/", "organisation_scans", "organisation"),
]


def filled_in(address, world):
    return address.format(
        **{name: thing.public_id for name, thing in world.things.items() if hasattr(thing, "public_id")}
    )


@pytest.mark.parametrize(("who", "old", "thing", "rest"), MOVED)
def test_what_was_asked_is_found(filled, who, old, thing, rest):
    moved = browser_of(filled.who(who)).get(filled_in(old, filled))

    there = filled.things[thing].get_absolute_url() + filled_in(rest, filled)
    assert (moved.status_code, moved["Location"]) == (301, there)
    assert browser_of(filled.people["otto"]).get(filled_in(old, filled)).status_code == 404


@pytest.mark.parametrize(("who", "old", "name", "thing"), LISTED)
def test_where_something_began_leads_to_the_list(filled, who, old, name, thing):
    moved = browser_of(filled.who(who)).get(filled_in(old, filled))

    there = reverse(f"instruments:{name}", args=[filled.things[thing].public_id])
    assert (moved.status_code, moved["Location"]) == (301, there)
    assert browser_of(filled.people["otto"]).get(filled_in(old, filled)).status_code == 404
