"""What the database itself refuses of what is asked and answered."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import today
from instruments.models.asks import Ask, Asked, Named
from instruments.models.review_dates import ReviewDate
from instruments.models.sheets import Answer, Evidence, Sheet
from instruments.models.trainings import Training
from instruments.tests.asking import ask_of_two, make_ask, write
from learningtracks.values.instruments import Reading

pytestmark = pytest.mark.both("the database keeps the rule")


def refuses(name, breaking):
    known = {one.name for model in apps.get_app_config("instruments").get_models() for one in model._meta.constraints}
    assert name in known
    with pytest.raises(IntegrityError), transaction.atomic():
        breaking()


def changes(ask, **facts):
    return lambda: Ask.objects.filter(pk=ask.pk).update(**facts)


def test_what_is_asked(team, track, tom, sam):
    ask, two, now = make_ask(team, Reading.SPREAD, by=tom), ask_of_two(team, tom, sam), timezone.now()
    for name, breaking in [
        ("ask_one_subject", changes(ask, track=track)),
        ("ask_one_subject", changes(ask, team=None)),
        ("ask_reading_known", changes(ask, reading="everybody")),
        ("ask_moment_known", changes(ask, moment="ever")),
        ("ask_ends_once", changes(ask, closed_at=now, withdrawn_at=now)),
        ("ask_ends_once", changes(ask, closed_at=now, declined_at=now)),
        ("ask_ends_once", changes(ask, withdrawn_at=now, declined_at=now)),
        ("ask_closed_after_start", changes(ask, closed_at=ask.started_at - dt.timedelta(days=1))),
        ("ask_two_has_the_other", changes(ask, asked=sam)),
        ("ask_two_has_the_other", changes(two, asked=None)),
        ("ask_is_to_somebody_else", changes(two, asked=tom)),
        ("ask_together_is_closed", changes(ask, together=True)),
        ("ask_offered_when_sent", changes(two, offered_at=now)),
        ("ask_offered_when_sent", changes(ask, offered_at=now, closed_at=now)),
    ]:
        refuses(name, breaking)


def test_some_things_are_asked_one_at_a_time_and_some_once_a_year(team, company, partnership, track):
    scan = make_ask(team, Reading.SPREAD, kind="condition_scan")
    make_ask(partnership, Reading.OPEN_TOGETHER, kind="partnership_conversation")
    refuses("ask_one_open_per_team", lambda: make_ask(team, Reading.SPREAD, kind="condition_scan"))
    refuses(
        "ask_one_open_per_partnership",
        lambda: make_ask(partnership, Reading.OPEN_TOGETHER, kind="partnership_conversation"),
    )
    changes(scan, closed_at=timezone.now())()
    make_ask(team, Reading.SPREAD, kind="condition_scan")

    make_ask(company, Reading.SIDE_BY_SIDE, cycle="2027")
    make_ask(track, Reading.LEARNER_ONLY, cycle="2027-Q1")
    refuses("ask_once_a_cycle_per_organisation", lambda: make_ask(company, Reading.SIDE_BY_SIDE, cycle="2027"))
    refuses("ask_once_a_cycle_per_track", lambda: make_ask(track, Reading.LEARNER_ONLY, cycle="2027-Q1"))
    training = Training.objects.create(person=track.learner, title="Tillen", ends_on=today())
    make_ask(training, Reading.ALONE, cycle="once")
    refuses("ask_once_a_cycle_per_training", lambda: make_ask(training, Reading.ALONE, cycle="once"))
    make_ask(track, Reading.LEARNER_ONLY)
    make_ask(track, Reading.LEARNER_ONLY)
    Ask.objects.filter(cycle="2027").update(withdrawn_at=timezone.now())
    make_ask(company, Reading.SIDE_BY_SIDE, cycle="2027")  # what was taken back does not count


def test_lists_and_names(team, tom):
    ask = make_ask(team, Reading.SPREAD)
    again = ask.asked_lists.get().instrument
    refuses("asked_list_once", lambda: Asked.objects.create(ask=ask, instrument=again, place=1))
    refuses("asked_list_place_once", lambda: Asked.objects.create(ask=ask, instrument_id=again.pk + 1, place=0))
    Named.objects.create(ask=ask, person=tom)
    Named.objects.create(ask=ask, person=tom, writes=True)
    refuses("named_once", lambda: Named.objects.create(ask=ask, person=tom))


def test_sheets_and_answers(team, company, tom):
    ask = make_ask(team, Reading.SPREAD)
    own = write(ask, "een", person=tom)
    write(ask, "twee", organisation=company)
    write(ask, "drie")
    item = own.answers.get().item
    for name, breaking in [
        ("sheet_once_per_person", lambda: Sheet.objects.create(ask=ask, person=tom)),
        ("sheet_once_per_organisation", lambda: Sheet.objects.create(ask=ask, organisation=company)),
        ("sheet_of_the_group_once", lambda: Sheet.objects.create(ask=ask)),
        ("sheet_has_one_writer", lambda: Sheet.objects.filter(pk=own.pk).update(organisation=company)),
        ("sheet_party_known", lambda: Sheet.objects.filter(pk=own.pk).update(party="crowd")),
        ("answer_once_per_item", lambda: Answer.objects.create(sheet=own, item=item)),
        ("answer_choice_known", lambda: Answer.objects.filter(sheet=own).update(choice="perhaps")),
    ]:
        refuses(name, breaking)


def test_evidence_and_days(team, tom):
    ask = make_ask(team, Reading.SPREAD)
    own = write(ask, "een", person=tom)
    item = own.answers.get().item
    ReviewDate.objects.create(ask=ask, item=item, person=tom, on=today())
    for name, breaking in [
        ("evidence_of_sheet_is_one_thing", lambda: Evidence.objects.create(sheet=own, item=item)),
        ("review_date_once_a_day", lambda: ReviewDate.objects.create(ask=ask, item=item, person=tom, on=today())),
    ]:
        refuses(name, breaking)
