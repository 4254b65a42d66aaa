"""Pages with words only."""

import pytest
from django.http import HttpResponse

from werkplek.tests.pages import dead_links


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/what-we-keep/"])
def test_open_to_everybody(client, signed_in, sam, path):
    assert (client.get(path).status_code, signed_in(sam).get(path).status_code) == (200, 200)


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ('<a href="">', True),
        ('<a class="button" href="/teams/None/">', True),
        ('<form method="post" action="/nergens/">', True),
        ('<a href="#weg">', True),
        ('<a href="#hier">', False),
        ('<a href="/help/?a=1#b">', False),
        ('<a href="?page=2">', False),
        ('<a href="https://elders.example/">', False),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(rf, link, is_dead):
    page = HttpResponse(f'<main id="hier">{link}</main>')
    page.wsgi_request = rf.get("/")

    assert bool(dead_links(page)) == is_dead
