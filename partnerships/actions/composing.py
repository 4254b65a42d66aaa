"""The text of a mail, made at the moment of sending from what its reader may know then (access.md R32).

Subjects are fixed but for a number, and hold no names; sentences say that something is asked, never what it says
(access.md R9, T5). Links start with SITE_URL, whatever Host header a request had (T14).
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.values import MailRhythm
from partnerships import belonging, events, letters, todos
from partnerships.actions import invitations, mail_choices, notices
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.values import in_sentence, role_label


class Message(EmailMultiAlternatives):
    """A mail that knows who reads it and whose names stand in it, by their ids. Only mails that are kept as files
    note it (werkplek/outbox.py), so that of somebody who leaves no name stays behind in a mail to another."""

    reader: int | None = None
    names: Mapping[int, str] = {}  # noqa: RUF012 - never changed


@belonging.remembered()
def to_tell(mails: Sequence[Mail], now: dt.datetime) -> dict[int, list[Notice]]:
    """What each of these mails (by id) has to tell now; nothing where nobody can be written to."""
    reached = [(mail, mail.person) for mail in mails if mail.person and is_reachable(mail.person)]
    unproved = EmailAddress.objects.filter(user__in=[person for _mail, person in reached], verified=False)
    refused = set(unproved.values_list("user", "email"))
    told = notices.still_to_tell([mail for mail, person in reached if (person.pk, person.email) not in refused], now)
    waiting = todos.waiting_for_each([person for mail, person in reached if mail.key.startswith("digest:")])
    senders = _senders([person for _mail, person in reached])
    for mail, person in reached:
        mail.waiting = len(waiting.get(person.pk, []))
        mail.sender = senders.get(person.pk)
        if person.mail_rhythm == MailRhythm.NONE:
            told[mail.pk] = [each for each in told.get(mail.pk, []) if events.KINDS[each.event.kind].always]
    return told


@dataclass(frozen=True)
class Sender:
    """For which organisation Werkplek writes, and who helps there: one of its coordinators, none to themselves."""

    organisation: str
    helper: User | None = None


def _senders(people: Sequence[User]) -> dict[int, Sender]:
    """Of each of these people where they belong longest: two queries, however many they are."""
    there = Membership.objects.active().filter(person__in=people).order_by("-starts_on", "-pk")
    homes = {one.person_id: one.organisation for one in there.select_related("organisation")}
    coordinators = Membership.objects.active().as_coordinator().filter(organisation__in=set(homes.values()))
    helpers = {one.organisation_id: one.person for one in coordinators.select_related("person").order_by("-pk")}
    found = {key: (str(home), helpers.get(home.pk)) for key, home in homes.items()}
    return {key: Sender(name, helper if helper and helper.pk != key else None) for key, (name, helper) in found.items()}


def is_reachable(person: User) -> bool:
    """Whether they have an address, apart from whether they still have to prove that it is theirs."""
    return person.is_active and person.mail_refused_at is None and bool(person.email)


def compose(mail: Mail, told: Sequence[Notice]) -> Message | None:
    """The e-mail that tells this, or nothing when there is nothing left to say."""
    if mail.invitation:
        return _invitation(mail, mail.invitation)
    if mail.letter_id:
        return _letter(mail)
    return _told(mail, mail.person, told) if mail.person and told else None


def message_id(mail: Mail) -> str:
    """The same at every try, so that a mail that went twice is recognisable as one."""
    return f"<{mail.public_id}@{urlsplit(settings.SITE_URL).hostname or 'werkplek'}>"


def _told(mail: Mail, person: User, told: Sequence[Notice]) -> Message:
    names = events.people_named([notice.event for notice in told])
    if helper := mail.sender and mail.sender.helper:
        names[helper.pk] = str(helper)
    with translation.override(person.language):
        less = settings.SITE_URL + reverse("partnerships:less_mail", args=[mail_choices.token(person)])
        lines = _one_a_thing(told)
        asked = [notice for notice in lines if events.KINDS[notice.event.kind].asks]
        news = [notice for notice in lines if notice not in asked]
        message = _message(
            "notices",
            person.email or "",
            _subject(asked, news),
            message_id(mail),
            {
                "person": person,
                "name": _one_line(person.get_short_name()),
                "asked": [_line(notice, person) for notice in asked],
                "news": [_line(notice, person) for notice in news],
                "several": len(told) > 1,
                "less_url": less,
                "waiting": mail.waiting,
                "for_whom": _one_line(mail.sender.organisation) if mail.sender else "",
                "helper": _one_line(str(helper)) if helper else "",
            },
        )
    message.reader, message.names = person.pk, {pk: _one_line(name) for pk, name in names.items()}
    message.extra_headers["List-Unsubscribe"] = f"<{less}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    for notice in told:
        if file := events.attachment(notice.event, person):
            message.attach(get_valid_filename(file.name), file.content, file.mimetype)
    return message


def _one_a_thing(told: Sequence[Notice]) -> list[Notice]:
    """Of what happened several times to one thing only the newest, as at the bell."""
    newest: dict[tuple[str, int, int], Notice] = {}
    for notice in told:
        newest.pop(notice.event.thing, None)  # so that it takes the place of the newest
        newest[notice.event.thing] = notice
    return list(newest.values())


def _subject(asked: Sequence[Notice], news: Sequence[Notice]) -> str:
    """What somebody is asked, in as few words as that needs; a number of each when there are more kinds."""
    if not asked:
        return _("Nieuws uit Werkplek")
    if len(asked) == 1 and not news:
        kind = events.KINDS[asked[0].event.kind].asks
        return str((kind and kind.subject) or _("Een vraag voor jou in Werkplek"))
    questions = ngettext("%(count)s vraag voor jou", "%(count)s vragen voor jou", len(asked)) % {"count": len(asked)}
    if not news:
        return _("Werkplek: %(questions)s") % {"questions": questions}
    messages = ngettext("%(count)s bericht", "%(count)s berichten", len(news)) % {"count": len(news)}
    return _("Werkplek: %(questions)s en %(messages)s") % {"questions": questions, "messages": messages}


def _line(notice: Notice, person: User) -> dict[str, Any]:
    """What a notice says in a mail, as a whole sentence, with its moment and where it leads."""
    said = _one_line(events.notice_text(notice.event))
    return {
        "text": said if said.endswith(("?", ".")) else f"{said}.",
        "at": notice.event.at,
        "url": settings.SITE_URL + events.way(notice.event, person),
    }


def _invitation(mail: Mail, invitation: Invitation) -> Message | None:
    """Who invites, for what, how long it takes, one button and a code (domain.md §2.5). Dutch: we know nothing yet."""
    if not invitation.is_open:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        label_set = invitation.partnership.label_set if invitation.partnership else ""
        context = {
            "by": _one_line(str(invitation.invited_by)),
            "role": in_sentence(role_label(invitation.role, label_set)),
            "does": invitation.does,
            "organisation": _one_line(str(invitation.organisation)),
            "within": _one_line(str(invitation.team or invitation.partnership or "")),
            "url": invitations.address(invitation),
            "code": invitations.code(invitation),
            "until": invitation.last_day,
        }
        message = _message(
            "invitation", invitation.email, _("Uitnodiging: samen leren op het werk"), message_id(mail), context
        )
    message.names = {invitation.invited_by_id: _one_line(str(invitation.invited_by))}
    return message


def _letter(mail: Mail) -> Message | None:
    """Who asks somebody without an account something, and one button. Dutch: we know nothing of them."""
    kind = letters.KINDS.get(type(mail.letter)) if mail.letter else None
    said = kind.says(mail.letter) if kind else None
    if kind is None or said is None:
        return None
    by = _one_line(str(said.by))
    with translation.override(settings.LANGUAGE_CODE):
        context = {"by": by, "url": settings.SITE_URL + said.path, "until": said.until}
        context |= {name: _one_line(told) if isinstance(told, str) else told for name, told in said.tells.items()}
        message = _message(said.template or kind.template, said.to, str(kind.subject), message_id(mail), context)
    message.names = {said.by.pk: by}
    return message


def _message(name: str, to: str, subject: str, identity: str, context: dict[str, Any]) -> Message:
    """Plain text and HTML of `templates/emails/<name>`, in the language that is active."""
    context = {"site": settings.SITE_URL, "subject": subject, **context}
    message = Message(
        subject=subject,
        body=_tidy(render_to_string(f"emails/{name}.txt", context)),
        to=[to],
        headers={
            "Message-ID": identity,
            "Content-Language": translation.get_language() or settings.LANGUAGE_CODE,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(_tidy(render_to_string(f"emails/{name}.html", context)), "text/html")
    return message


def _tidy(text: str) -> str:
    """Templates leave empty lines behind; one between paragraphs is enough."""
    return re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n"


def _one_line(text: str) -> str:
    """Names are typed by people: no line breaks that could pass for a line of ours, no address that becomes a link."""
    return " ".join(text.replace("://", " ").split())
