"""What stands in a mail: that something waits, never what it says; the reader's language; safe whatever is typed."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from accounts.values import MailRhythm
from partnerships.actions import composing, invitations, mail_choices
from partnerships.events import Attachment
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.models.teams import Team
from partnerships.tests.conftest import composed
from partnerships.values import Role
from werkplek.tests.casting import join

pytestmark = pytest.mark.django_db
NOW = timezone.now()
NASTY = 'Sam\r\nBcc: everybody@example.com\r\n\r\nKlik <script>alert("x")</script> https://evil.example/ 100%s'


@pytest.fixture
def message(tell):
    """The mail that tells these notices to this person."""

    def write(person, *notices):
        mail = Mail.objects.create(person=person, key="digest:x")
        Notice.objects.filter(pk__in=[notice.pk for notice in notices or (tell(person),)]).update(mail=mail)
        return composed(mail, NOW)

    return write


@pytest.fixture
def invitation(nora, company, partnership):
    return Invitation.objects.create(
        email="nieuw@demo.werkplek.example",
        organisation=company,
        partnership=partnership,
        role=Role.PRACTICE_EDUCATOR,
        invited_by=nora,
        expires_at=NOW + dt.timedelta(days=7),
    )


@pytest.fixture
def invited(monkeypatch):
    """Writes the mail of an invitation; where its page lives is not our business here."""
    monkeypatch.setattr(invitations, "address", lambda invitation: f"http://testserver/i/{invitation.public_id}/")

    def write(invitation):
        return composed(Mail.objects.create(invitation=invitation, key=f"invitation:{invitation.nonce}"), NOW)

    return write


def html_of(message):
    return message.alternatives[0][0]


def test_one_notice_has_one_link_in_text_and_html(message, samira, partnership):
    message = message(samira)
    link = f"http://testserver/greetings/{partnership.public_id}/"

    assert message.subject == "Nieuws uit Werkplek"
    assert (message.to, message.from_email) == ([samira.email], "Werkplek <noreply@werkplek.example>")
    assert (message.body.count(link), html_of(message).count(f'href="{link}"')) == (1, 2)
    assert "Nora Smit groet jou" in message.body


def test_a_digest_counts_and_leads_to_the_bell(message, tell, samira):
    message = message(samira, tell(samira), tell(samira, name="iedereen"))

    assert message.subject == "Nieuws uit Werkplek"
    assert "http://testserver/notices/" in message.body


def test_one_digest_names_both_teams(message, tell, kind, tina_in_two_teams):
    tina, teams = tina_in_two_teams
    due = kind("check_due", sees=Team.objects.with_member, notice="Waardecheck van %(name)s", link=lambda *_: "/")
    message = message(tina, *[tell(tina, kind=due, about=team, name=team.name) for team in teams])

    assert [line for line in message.body.splitlines() if "Waardecheck" in line] == [
        f"- Waardecheck van Team Beuk. ({on(NOW)})",
        f"- Waardecheck van Team Eik. ({on(NOW)})",
    ]


@pytest.fixture
def tina_in_two_teams(neighbours, company, team):
    tina, other = neighbours["TM"], Team.objects.get(name="Team Eik")
    join(tina, Role.TEAM_MEMBER, company, team=other)
    return tina, [team, other]


def on(moment):
    return date_format(timezone.localtime(moment), "l j F")


@pytest.fixture
def asked(kind, duty, tell, team, tom):
    """Tells Tom that something is asked of him, each time about another of his teams."""
    asking = kind(
        "asked", sees=Team.objects.with_member, asks=duty, notice="%(by)s vraagt je iets", link=lambda *_: "/"
    )

    def ask(about=None):
        about = about or Team.objects.create(organisation=team.organisation, name=f"Team {Team.objects.count()}")
        Membership.objects.get_or_create(person=tom, role=Role.TEAM_LEAD, organisation=team.organisation, team=about)
        return tell(tom, kind=asking, about=about)

    return ask


def test_one_question_is_the_subject_of_its_mail(message, asked, tom):
    assert message(tom, asked()).subject == "Een vraag voor jou in Werkplek"


def test_a_kind_of_thing_to_do_names_its_own_mail(message, asked, duty, tom):
    object.__setattr__(duty, "subject", "Een naam voor een team")

    assert message(tom, asked()).subject == "Een naam voor een team"


def test_questions_come_first_and_are_counted_apart_from_news(message, asked, tell, kind, team, tom):
    met = kind("met", sees=Team.objects.with_member, notice="%(by)s groet jou", link=lambda *_: "/")
    mixed = message(tom, tell(tom, kind=met, about=team), asked(), asked())

    assert mixed.subject == "Werkplek: 2 vragen voor jou en 1 bericht"
    for text in (mixed.body, html_of(mixed)):
        said = [text.index(part) for part in ("Deze vragen staan", "vraagt je iets.", "Ter informatie:", "groet jou.")]
        assert said == sorted(said)


def test_more_questions_without_news_say_how_many(message, asked, tom):
    questions = message(tom, asked(), asked())

    assert (questions.subject, "Ter informatie" in questions.body) == ("Werkplek: 2 vragen voor jou", False)


def test_what_happens_to_one_thing_again_and_again_is_one_line(message, asked, tell, kind, team, tom):
    met = kind("met", sees=Team.objects.with_member, notice="%(by)s groet %(name)s", link=lambda *_: "/")
    greetings = [tell(tom, kind=met, about=team, name=name) for name in ("een", "twee", "drie")]
    mail = message(tom, *greetings, asked(team), asked(team))

    assert mail.subject == "Werkplek: 1 vraag voor jou en 1 bericht"
    assert [line for line in mail.body.splitlines() if line.startswith("- ")] == [
        f"- Nora Smit vraagt je iets. ({on(NOW)})",
        f"- Nora Smit groet drie. ({on(NOW)})",
    ]
    assert "http://testserver/notices/" in mail.body


def test_headers_let_mail_programs_stop_the_mail(message, samira):
    headers = message(samira).message()
    less = f"http://testserver/less-mail/{mail_choices.token(samira)}/"

    assert headers["List-Unsubscribe"] == f"<{less}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == composing.message_id(Mail.objects.get())


def test_the_foot_says_why_and_how_to_get_less(message, samira):
    message = message(samira)

    for text in (message.body, html_of(message)):
        assert "hoogstens één mail per werkdag" in text
        assert f"/less-mail/{mail_choices.token(samira)}/" in text
        assert "Minder mails" in text


def test_who_asked_for_mail_at_once_reads_that(message, samira):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()

    assert "Je hebt gekozen voor een mail per bericht." in message(samira).body


def test_names_can_forge_neither_headers_nor_lines_nor_tags(message, tell, nora, samira):
    nora.name = samira.name = NASTY[:120]
    nora.save()
    samira.save()
    message = message(samira, tell(samira, by=nora))
    wire = message.message()

    assert (wire["Bcc"], wire["To"], wire["Subject"]) == (None, samira.email, "Nieuws uit Werkplek")
    assert [line for line in message.body.splitlines() if line.startswith("Bcc")] == []
    assert ("<script" in html_of(message), "https://evil" in message.body) == (False, False)


def test_nothing_is_fetched_when_the_mail_is_opened(message, samira):
    html = html_of(message(samira))

    assert [word for word in ("<img", "src=", "url(", "@import", "<link", "<script", "style=") if word in html] == []


def test_an_english_reader_gets_an_english_header(message, samira):
    samira.language = "en"
    samira.save()
    message = message(samira)

    assert message.message()["Content-Language"] == "en"
    assert '<html lang="en">' in html_of(message)


def test_a_file_goes_along(message, tell, kind, samira):
    file = Attachment("waarde\r\ncheck.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    planned = kind("planned", may_know=lambda *_: True, attach=lambda *_: file, link=lambda *_: "/")
    (attached,) = list(message(samira, tell(samira, kind=planned)).message().walk())[-1:]

    assert (attached.get_filename(), attached.get_content_type()) == ("waardecheck.ics", "text/calendar")
    assert attached.get_payload(decode=True) == file.content


def test_a_mail_that_lost_its_person_says_nothing(samira):
    mail = Mail(person=None, key="x")

    assert composed(mail, NOW) is None


def test_who_has_no_address_gets_nothing(samira):
    samira.email = None

    assert not composing.is_reachable(samira)


# --- Invitations --------------------------------------------------------------------------------------


def test_an_invitation_says_who_for_what_and_how_long(invited, invitation):
    message = invited(invitation)
    code = invitations.code(invitation)

    assert (message.subject, message.to) == ("Uitnodiging: samen leren op het werk", ["nieuw@demo.werkplek.example"])
    for text in (
        "Nora Smit vraagt je om mee te doen als praktijkopleider bij Zorggroep De Linde, voor Samen leren in de zorg.",
        "Je ziet alle vragen van je studenten in één lijst.",
        "Meedoen regel je in twee minuten.",
        f"http://testserver/i/{invitation.public_id}/",
        f"Die is {code}.",
    ):
        assert text in message.body
    assert f"{code[:3]} {code[3:]}" in html_of(message)
    assert html_of(message).count('class="button"') == 1


def test_an_invitation_to_an_organisation_names_only_that(invited, invitation):
    invitation.partnership = None
    invitation.save()

    assert (
        "Nora Smit vraagt je om mee te doen als praktijkopleider bij Zorggroep De Linde.\n" in invited(invitation).body
    )


@pytest.mark.parametrize("change", [{"withdrawn_at": NOW}, {"accepted_at": NOW}, {"wrong_codes": 10}])
def test_an_invitation_that_is_over_is_not_sent(invited, invitation, change):
    for name, value in change.items():
        setattr(invitation, name, value)
    invitation.save()

    assert invited(invitation) is None


def test_the_name_of_who_invites_cannot_forge_a_header(invited, invitation, nora):
    nora.name = NASTY[:120]
    nora.save()
    wire = invited(invitation).message()

    assert (wire["Bcc"], wire["Subject"]) == (None, "Uitnodiging: samen leren op het werk")
