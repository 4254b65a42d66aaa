"""May X do Y to Z now? The answers about experiences, also for who asks past the pages."""

import pytest
from django.utils import timezone

from reflections.actions import concerns, reads
from reflections.models.experiences import Read
from reflections.policy.experiences import may_log, may_raise_concern, may_save, may_share, may_show_again, may_write
from reflections.tests.logbook import an_entry, on, shared


@pytest.fixture
def entry(sam, samira, track):
    return shared(an_entry(sam), samira)


def test_nobody_but_the_author_saves_writes_shares_or_shows_again(entry, sam, samira, wim, track):
    def answers(person):
        return [
            bool(may_write(person, entry)),
            bool(may_save(person, entry)),
            bool(may_share(person, entry, on(track, wim))),
        ]

    assert (answers(sam), answers(samira)) == ([True] * 3, [False] * 3)


def test_a_reader_does_not_show_a_hidden_entry_again(entry, samira):
    concerns.express(entry, by=samira)
    entry.refresh_from_db()

    assert not may_show_again(samira, entry)


def test_a_refusal_has_a_reason(entry, samira, track):
    samira.memberships.update(ended_at=timezone.now())
    said = [may_write(samira, entry), may_log(samira), may_show_again(entry.author, entry)]

    assert [bool(answer.reason) for answer in said] == [True] * 3


def test_an_author_reading_their_own_entry_is_no_read(entry, sam):
    reads.note(entry, by=sam)

    assert Read.objects.count() == 0


def test_concerns_are_for_readers(entry, sam, samira, wim):
    may = [bool(may_raise_concern(person, entry)) for person in (sam, samira, wim)]

    assert may == [False, True, False]
