"""Addresses of before, in old mails and bookmarks: each leads to where it is now."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from instruments.access import for_ask_reader
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from learningtracks.access import for_advised, for_team_around
from partnerships.access import for_partner
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team

# What parts of old addresses are called now; without a name it is the page itself.
CALLED = {"cancel": "withdraw", "mine": "answer", "talk": "items", "steps": "items", "write": "sides"}
CALLED |= dict.fromkeys(("report", "ask", "become", "look-back", "workplace"), "")


@for_ask_reader
@require_safe
def ask(request: PersonRequest, ask: Ask, rest: str) -> HttpResponse:
    """What was asked, and the pages below it."""
    first, slash, more = rest.partition("/")
    now = CALLED.get(first, first)
    return redirect(
        ask.get_absolute_url() + (now + slash + more.removesuffix("action/") if now else ""), permanent=True
    )


@for_team_around
@require_safe
def begin_in_team(request: PersonRequest, team: Team, kind: str) -> HttpResponse:
    """Beginning stands on the page of the list now."""
    return redirect(KINDS[kind].page, team.public_id, permanent=True)


@for_partner
@require_safe
def begin_in_partnership(request: PersonRequest, partnership: Partnership, kind: str) -> HttpResponse:
    """The same of partners."""
    return redirect(KINDS[kind].page, partnership.public_id, permanent=True)


@for_advised
@require_safe
def begin_in_organisation(request: PersonRequest, organisation: Organisation, kind: str) -> HttpResponse:
    """The same of an organisation."""
    return redirect(KINDS[kind].page, organisation.public_id, permanent=True)
