"""Step 6 of the log: the pieces an experience belongs to, and who may know of that (access.md R7)."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.values import Stale
from learningtracks.models.pieces import Piece
from learningtracks.tests.laying import all_kinds, lay, puzzle_of
from partnerships.values import Party
from reflections.actions import evidence, experiences
from reflections.models.evidence import Evidence, pieces_of, pieces_to_tick
from reflections.models.experiences import Experience
from reflections.panels import evidence_of_piece, evidence_on_track
from reflections.policy.evidence import may_tick
from reflections.tests.logbook import a_draft, an_entry, form, shared, words
from reflections.values import Part


def step(entry) -> str:
    return f"/experiences/{entry.public_id}/steps/6/"


@pytest.fixture
def piece(track):
    return lay(puzzle_of(track), votes="yyy")


def ticked(entry, *pieces):
    row = Experience.objects.get(pk=entry.pk)
    return evidence.tick(row, pieces=pieces, changes={}, version=row.version, by=row.author)


def saved(entry):
    row = Experience.objects.get(pk=entry.pk)
    experiences.save(row, version=row.version, by=row.author)
    return Experience.objects.get(pk=entry.pk)


def seen_by(person, piece):
    return [one.experience for one in evidence_of_piece(piece, person).facts["evidence"]]


# --- The page


def test_running_and_agreed_pieces_are_offered_first(student, sam, track):
    kinds = all_kinds(puzzle_of(track))
    titles = [piece.title for piece in student.get(step(a_draft(sam))).context["form"].offered.values()]

    assert titles[0] == kinds["active"].title
    assert titles.index(kinds["agreed"].title) < titles.index(kinds["proposed"].title)


def test_ticking_is_stored_and_ticked_again_when_you_come_back(student, sam, piece):
    draft = a_draft(sam)

    answer = student.post(step(draft), form(pieces=[str(piece.public_id)], version=draft.version))
    page = student.get(step(draft))

    assert answer.url == f"/experiences/{draft.public_id}/check/"
    assert page.context["form"]["pieces"].value() == [str(piece.public_id)]
    assert "Intake doen" in words(student.get(answer.url))


def test_not_yet_is_fine(student, sam, piece):
    draft = a_draft(sam)

    answer = student.post(step(draft), form(version=draft.version))

    assert (answer.status_code, Evidence.objects.count()) == (302, 0)


def test_without_pieces_the_step_says_so(student, sam, track):
    assert "Er liggen nog geen stukken in je puzzel." in words(student.get(step(a_draft(sam))))


def test_a_piece_decides_the_track(student, sam, track, piece):
    draft = a_draft(sam)
    Experience.objects.update(track=None)

    student.post(step(draft), form(pieces=[str(piece.public_id)], version=draft.version))

    assert Experience.objects.get().track == track


def test_pieces_of_two_tracks_at_once_are_refused_at_the_field(student, sam, piece, second_track):
    second = lay(puzzle_of(second_track), title="Iets anders", by=Party.LEARNER, votes="y--")
    draft = a_draft(sam)

    answer = student.post(
        step(draft), form(pieces=[str(piece.public_id), str(second.public_id)], version=draft.version)
    )

    assert "Kies stukken van één traject." in words(answer)


def test_somebody_elses_piece_is_refused(student, sam, piece, otto):
    draft = a_draft(sam)

    answer = student.post(step(draft), form(pieces=["6b1f1d3e-0000-4000-8000-000000000000"], version=draft.version))

    assert (answer.status_code, Evidence.objects.count()) == (200, 0)


def test_a_stale_tick_shows_both_and_stores_nothing(student, sam, piece):
    draft = a_draft(sam)
    experiences.write(draft, changes={"analysis": "Op de telefoon."}, version=draft.version, by=sam)

    answer = student.post(step(draft), form(pieces=[str(piece.public_id)], version=draft.version))

    assert (answer.status_code, Evidence.objects.count()) == (409, 0)


# --- The action


def test_the_same_ticks_again_change_nothing(sam, piece):
    entry = ticked(a_draft(sam), piece)

    again = evidence.tick(entry, pieces=[piece], changes={}, version=0, by=sam)

    assert again.version == entry.version


def test_an_old_version_is_stale(sam, piece):
    draft = a_draft(sam)

    with pytest.raises(Stale):
        evidence.tick(draft, pieces=[piece], changes={}, version=draft.version - 1, by=sam)


def test_only_the_author_ticks_and_only_own_pieces(sam, samira, piece, track, otto):
    draft = a_draft(sam)
    with pytest.raises(PermissionDenied):
        evidence.tick(draft, pieces=[piece], changes={}, version=draft.version, by=samira)
    with pytest.raises(PermissionDenied):
        evidence.tick(draft, pieces=[piece], changes={"track": None}, version=draft.version, by=sam)


def test_another_track_takes_the_ticks_away(sam, piece):
    entry = ticked(a_draft(sam), piece)

    experiences.write(entry, changes={"track": None}, version=entry.version, by=sam)

    assert Evidence.objects.count() == 0


def test_a_tick_that_readers_saw_goes_at_the_next_save(sam, samira, piece):
    entry = shared(saved(ticked(a_draft(sam), piece)), samira)
    entry = ticked(entry)

    before, after = seen_by(samira, piece), saved(entry) and seen_by(samira, piece)

    assert (before, after, pieces_of(entry)) == ([entry], [], [])


# --- Who may know


def test_readers_see_only_what_is_shared_with_them_and_saved(sam, samira, wim, karima, piece):
    private, entry, draft = an_entry(sam), an_entry(sam), a_draft(sam)
    for one in (private, entry, draft):
        ticked(one, piece)
    shared(saved(entry), samira)
    saved(private)

    assert seen_by(samira, piece) == [entry]
    assert (seen_by(karima, piece), seen_by(wim, piece)) == ([], [])
    assert set(seen_by(sam, piece)) == {private, entry, draft}


def test_who_reads_entry_and_piece_still_ticks_nothing(sam, samira, piece):
    entry = shared(an_entry(sam), samira)

    assert Piece.objects.visible_to(samira).contains(piece)
    assert (bool(may_tick(sam, entry, piece)), bool(may_tick(samira, entry, piece))) == (True, False)


def test_a_tick_is_not_seen_before_it_is_saved(sam, samira, piece):
    entry = ticked(shared(an_entry(sam), samira), piece)

    assert seen_by(samira, piece) == []
    saved(entry)
    assert seen_by(samira, piece) == [entry]


def test_unsharing_takes_the_evidence_away(sam, samira, piece):
    entry = shared(saved(ticked(a_draft(sam), piece)), samira)
    entry.shares.update(ended_at=entry.created_at)

    assert seen_by(samira, piece) == []


def test_the_track_page_shows_it_per_piece_and_nothing_without_a_share(sam, samira, karima, track, piece):
    entry = shared(saved(ticked(a_draft(sam), piece)), samira)

    [(shown, [one])] = evidence_on_track(track, samira).facts["pieces"]

    assert (shown, one.experience, evidence_on_track(track, karima)) == (piece, entry, None)


def test_a_line_begins_as_its_story_does_for_who_reads_that(sam, samira, wim, karima, track, piece):
    """As it was saved; the author reads the own words as they stand now."""
    entry = shared(saved(ticked(a_draft(sam, "Een bewoner viel.\nIk schrok.", reflection="Geheim."), piece)), samira)
    shared(entry, wim, Part.REFLECTION)
    Experience.objects.filter(pk=entry.pk).update(situation="Een bewoner viel bijna.")

    lines = [[one.said for one in evidence_of_piece(piece, who).facts["evidence"]] for who in (samira, wim, sam)]
    [(_piece, [on_track])] = evidence_on_track(track, samira).facts["pieces"]

    assert lines == [["Een bewoner viel."], [""], ["Een bewoner viel bijna."]]
    assert on_track.said == "Een bewoner viel."
    assert evidence_of_piece(piece, karima).facts["evidence"] == []


def test_old_ticks_stay_offered_when_their_puzzle_is_closed(sam, piece, track):
    entry = ticked(a_draft(sam), piece)
    piece.puzzle.frozen_at = entry.created_at
    piece.puzzle.save()

    assert pieces_to_tick(entry, [track]) == [piece]
    assert pieces_to_tick(a_draft(sam), [track]) == []


def test_after_saving_choosing_a_piece_is_offered_once(student, sam, piece):
    entry = an_entry(sam)
    offered = "Kies het puzzelstuk"

    before = words(student.get(f"/experiences/{entry.public_id}/saved/"))
    ticked(entry, piece)
    after = words(student.get(f"/experiences/{entry.public_id}/saved/"))

    assert (offered in before, offered in after) == (True, False)
