"""Pages with words only."""

from functools import cache
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.access import for_anyone
from learningtracks.editions import LEVELS, newest
from learningtracks.values import LearnerKind
from partnerships.values import ROLES, Role
from reflections.values import (
    FIXED_MINUTES,
    HOUSE_RULES,
    MINUTES_PER_TELLER,
    PHASE_MINUTES,
    PHASE_SCRIPTS,
    Phase,
)
from werkplek.active_roles import roles_today
from werkplek.values import TOPICS


@for_anyone("help is for everybody")
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help/index.html", {"words": _words_of("_index", get_language())})


@for_anyone("help is for everybody")
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One topic, and on the one of roles which are the reader's."""
    mine = roles_today(request) if topic == "roles" and request.user.is_authenticated else []
    facts = {
        "topic": TOPICS[topic],
        "see": [TOPICS[slug] for slug in TOPICS[topic].see],
        "words": _words_of(topic, get_language()),
        "mine": [Role(role) for role in dict.fromkeys(held.role for held in mine) if role in ROLES],
        "back": _back(request),
    }
    return render(request, "pages/help/page.html", facts)


def _back(request: HttpRequest) -> dict[str, str]:
    """To the page on which somebody chose to read this; from elsewhere, and from another topic, to the list."""
    came_from, topics = request.headers.get("referer", ""), reverse("help")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if ours and topics not in came_from:
        return {"url": came_from, "label": _("Terug")}
    return {"url": topics, "label": _("Help")}


@cache  # the same for everybody; drawing it anew took a fifth of the page
def _words_of(topic: str, _language: str | None) -> SafeString:
    """The words of a topic or of the list. What the program says elsewhere comes from there."""
    return mark_safe(render_to_string(f"pages/help/{topic}.html", _facts()))  # noqa: S308 - a template of ours


def _facts() -> dict[str, Any]:
    return {
        "topics": TOPICS.values(),
        "roles": _roles_by_what_they_see(),
        "levels": {one.level.value: one for one in LEVELS},
        "house_rules": HOUSE_RULES,
        "fixed": FIXED_MINUTES,
        "each": MINUTES_PER_TELLER,
        "phase": Phase,
        "minutes": PHASE_MINUTES,
        "script": PHASE_SCRIPTS,
        "hill": newest("hill"),
        "benefits": newest("benefits"),
        "learning": newest("learning_views"),
    }


def _roles_by_what_they_see() -> list[dict[str, Any]]:
    """The roles in their order; what those that follow each other all see is said once."""
    groups = []
    for sees, rows in groupby(ROLES.items(), key=lambda row: row[1].sees):
        roles = [{"role": role, "others": _other_names(role), "does": facts.does} for role, facts in rows]
        groups.append({"roles": roles, "sees": sees})
    return groups


def _other_names(role: Role) -> list[str | Promise]:
    """How a role is called in other fields, and a learner in the field that everybody knows."""
    names = LearnerKind.labels if role == Role.LEARNER else ROLES[role].words.values()
    return [name for name in dict.fromkeys(names) if name != role.label]


@for_anyone("a statement to the public")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")
