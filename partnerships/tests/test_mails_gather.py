"""From notices to mails: once, at the right moment on the clock of Amsterdam (reliability.md §1.1, domain.md §5.4)."""

import datetime as dt

import pytest

from accounts.values import MailRhythm
from partnerships.actions import mails
from partnerships.models.notices import Mail, Notice
from partnerships.models.organisations import Holiday
from partnerships.models.partnerships import Partnership
from partnerships.tests.conftest import composed, local
from partnerships.values import AMSTERDAM, Role
from werkplek.tests.casting import join, make_person

pytestmark = pytest.mark.django_db
HOURS = ["00:30", "02:30", "07:59", "08:00", "08:15", "08:30", "12:00", "13:00", "17:30", "17:59", "18:00", "23:00"]
CASES = {
    # what is tried: (told at, chosen time, closed days, digest at)
    "before the chosen time": ("2027-03-02 07:00", "08:30", [], "2027-03-02 08:30"),
    "at night": ("2027-03-02 02:00", "08:30", [], "2027-03-02 08:30"),
    "after the chosen time": ("2027-03-02 08:30", "08:30", [], "2027-03-03 08:30"),
    "an afternoon digest": ("2027-03-02 12:30", "13:00", [], "2027-03-02 13:00"),
    "Friday after the digest": ("2027-03-05 09:00", "08:30", [], "2027-03-08 08:30"),
    "Saturday": ("2027-03-06 09:00", "08:30", [], "2027-03-08 08:30"),
    "Sunday": ("2027-03-07 23:00", "08:30", [], "2027-03-08 08:30"),
    "a chosen time at night comes at the earliest": ("2027-03-02 04:00", "05:00", [], "2027-03-02 08:15"),
    "a chosen time in the evening comes before six": ("2027-03-02 09:00", "22:00", [], "2027-03-02 17:30"),
    "1 January, a Friday": ("2026-12-31 09:00", "08:30", [], "2027-01-04 08:30"),
    "a holiday": ("2027-04-19 09:00", "08:30", ["2027-04-20"], "2027-04-21 08:30"),
    "a public holiday": ("2027-04-26 09:00", "08:30", [], "2027-04-28 08:30"),
    "a holiday before a weekend": ("2027-05-06 09:00", "08:30", ["2027-05-07"], "2027-05-10 08:30"),
    "a week of holidays": (
        "2027-10-15 09:00",
        "08:30",
        [f"2027-10-{day}" for day in range(18, 23)],
        "2027-10-25 08:30",
    ),
    "29 February": ("2028-02-28 09:00", "08:30", [], "2028-02-29 08:30"),
    "summer time begins 28 March 2027, Easter": ("2027-03-25 12:00", "08:30", [], "2027-03-30 08:30"),
    "summer time ends 31 October 2027": ("2027-10-31 02:30", "08:30", [], "2027-11-01 08:30"),
    "summer time begins 26 March 2028": ("2028-03-26 01:59", "08:30", [], "2028-03-27 08:30"),
    "summer time ends 29 October 2028": ("2028-10-27 18:00", "08:30", [], "2028-10-30 08:30"),
    "summer time begins 25 March 2029": ("2029-03-25 03:00", "08:30", [], "2029-03-26 08:30"),
    "summer time ends 28 October 2029": ("2029-10-28 03:30", "08:30", [], "2029-10-29 08:30"),
}


def clock(start, last):
    """Moments at which the clock asks, from `start` to two days after the last one: by then a second one would come."""
    first = start.astimezone(AMSTERDAM).date()
    for number in range((last.date() - first).days + 3):
        for hour in HOURS:
            moment = local(f"{first + dt.timedelta(days=number)} {hour}")
            if moment >= start:
                yield moment


@pytest.mark.once("sqlite", "days and hours: the questions are asked on PostgreSQL by the other tests of mails")
@pytest.mark.parametrize(("told_at", "chosen", "closed", "expected"), CASES.values(), ids=CASES)
def test_the_digest_comes_at(samira, company, tell, told_at, chosen, closed, expected):
    samira.mail_time = dt.time.fromisoformat(chosen)
    samira.save()
    Holiday.objects.bulk_create(Holiday(organisation=company, day=dt.date.fromisoformat(day)) for day in closed)
    tell(samira, local(told_at))

    made_at = [moment for moment in clock(local(told_at), local(expected)) if mails.gather(moment)]

    assert made_at == [local(expected)]
    assert Mail.objects.get().due_at == local(expected)
    assert Mail.objects.get().key == f"digest:{expected[:10]}"


def test_one_open_organisation_is_enough(samira, company, school, tell):
    join(samira, Role.COORDINATOR, school)
    Holiday.objects.create(organisation=company, day=dt.date(2027, 4, 20))
    tell(samira, local("2027-04-19 12:00"))

    assert mails.gather(local("2027-04-20 08:30")) == 1


def test_closed_everywhere_is_closed(samira, company, school, tell):
    join(samira, Role.COORDINATOR, school)
    for organisation in (company, school):
        Holiday.objects.create(organisation=organisation, day=dt.date(2027, 4, 20))
    tell(samira, local("2027-04-19 12:00"))

    assert (mails.gather(local("2027-04-20 08:30")), mails.gather(local("2027-04-21 08:30"))) == (0, 1)


def test_never_more_than_one_digest_a_working_day(samira, tell):
    tell(samira, local("2027-03-02 07:00"))
    first = mails.gather(local("2027-03-02 08:30"))
    tell(samira, local("2027-03-02 08:31"))

    assert (first, mails.gather(local("2027-03-02 12:00")), mails.gather(local("2027-03-03 08:30"))) == (1, 0, 1)


def test_the_clock_an_hour_back_makes_none_twice(samira, tell):
    tell(samira, local("2027-03-02 07:00"))
    made = [mails.gather(local(f"2027-03-02 {hour}")) for hour in ("08:31", "07:31", "08:31", "09:00")]

    assert made == [1, 0, 0, 0]


def test_a_sender_away_for_a_fortnight_makes_one_digest(samira, tell):
    for day in range(1, 15):
        tell(samira, local(f"2027-03-{day:02} 09:00"))

    assert (mails.gather(local("2027-03-15 11:00")), mails.gather(local("2027-03-15 11:01"))) == (1, 0)
    assert Mail.objects.get().notices.count() == 14


def test_a_notice_of_a_clock_that_ran_ahead_is_not_lost(samira, tell):
    tell(samira, local("2028-03-02 09:00"))

    assert mails.gather(local("2027-03-02 08:30")) == 1


def test_what_was_seen_at_the_bell_needs_no_mail(samira, tell):
    notice = tell(samira, local("2027-03-02 07:00"))
    Notice.objects.filter(pk=notice.pk).update(seen_at=local("2027-03-02 07:30"))

    assert mails.gather(local("2027-03-02 08:30")) == 0


def test_at_once_means_at_once_also_at_night(samira, tell):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()
    notice = tell(samira, local("2027-03-06 23:00"))

    assert mails.gather(local("2027-03-06 23:00")) == 1
    assert Mail.objects.get().key == f"notice:{notice.public_id}"


@pytest.mark.parametrize(
    ("moment", "mailed"),
    [("2027-03-05 17:59", 2), ("2027-03-05 18:00", 1), ("2027-03-06 11:00", 1), ("2027-03-08 07:59", 1)],
)
def test_what_belongs_to_work_waits_for_working_hours(samira, tell, kind, moment, mailed):
    """A value check that is put off on a Saturday is no reason to mail on a Saturday (domain.md §5.4)."""
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()
    work = kind("put_off", sees=Partnership.objects.visible_to, notice="Verzet", at_work=True)
    tell(samira, local(moment))
    tell(samira, local(moment), kind=work)

    mails.gather(local(moment))
    assert Notice.objects.filter(mail__isnull=False).count() == mailed
    mails.gather(local("2027-03-08 08:00"))
    assert Notice.objects.filter(mail__isnull=False).count() == 2


def test_at_once_is_one_mail_for_all_that_waits(samira, tell):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()
    for day in range(1, 15):
        tell(samira, local(f"2027-03-{day:02} 09:00"))

    assert (mails.gather(local("2027-03-15 03:00")), mails.gather(local("2027-03-15 03:01"))) == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"mail_rhythm": MailRhythm.NONE},
        {"is_active": False},
        {"email": None},
        {"mail_refused_at": local("2027-03-01 09:00")},
    ],
)
def test_who_wants_no_mail_or_cannot_get_it_makes_none(samira, tell, change):
    for name, value in change.items():
        setattr(samira, name, value)
    samira.save()
    tell(samira, local("2027-03-02 07:00"))
    mails.gather(local("2027-03-02 08:30"))
    tell(samira, local("2027-03-02 09:00"))

    assert mails.gather(local("2027-03-02 12:00")) == 0
    assert list(Mail.objects.due(local("2027-03-03 12:00"))) == []
    assert Notice.objects.unseen_by(samira).count() == 2


def test_a_change_of_role_is_mailed_also_to_who_wants_no_mail(samira, kind, tell):
    """What somebody may do is theirs to know at once (access.md R26); the rest stays at the bell."""
    samira.mail_rhythm = MailRhythm.NONE
    samira.save()
    tell(samira, local("2027-03-06 02:00"))
    role = kind("role_taken", always=True, sees=Partnership.objects.visible_to, notice="%(by)s nam je rol")
    tell(samira, local("2027-03-06 03:00"), kind=role)

    assert mails.gather(local("2027-03-06 03:01")) == 1
    letter = composed(Mail.objects.get(lapsed_at=None), local("2027-03-06 03:01"))
    assert "nam je rol" in letter.body
    assert "groet" not in letter.body


def test_a_change_of_mind_starts_afresh(samira, tell):
    samira.mail_rhythm = MailRhythm.NONE
    samira.save()
    tell(samira, local("2027-03-02 07:00"))
    mails.gather(local("2027-03-02 08:30"))
    samira.mail_rhythm = MailRhythm.DIGEST
    samira.save()
    tell(samira, local("2027-03-02 09:00"))
    mails.gather(local("2027-03-03 08:30"))

    assert Mail.objects.get(key="digest:2027-03-03").notices.count() == 1


def test_another_worker_who_was_first_keeps_the_mail(samira, tell):
    notice = tell(samira, local("2027-03-02 07:00"))
    theirs = Mail.objects.create(person=samira, key="digest:2027-03-02")

    assert not mails._take_up(samira.pk, theirs.key, local("2027-03-02 08:30"))
    assert list(Notice.objects.unmailed()) == [notice]


@pytest.mark.parametrize("people", [1, 30])
def test_gathering_asks_as_much_for_one_as_for_thirty(people, tell, django_assert_num_queries, samira, partnership):
    for number in range(people):
        tell(make_person(f"Mens {number}"), local("2027-03-02 12:00"))

    with django_assert_num_queries(4):
        assert mails.gather(local("2027-03-02 13:00")) == 0
