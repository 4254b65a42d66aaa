"""Every page that uses the words of somebody else says whose they are (domain.md §3.0)."""

import html

from learningtracks.editions import newest, read_all

LOG, LEVELS, PUZZLE, HILL = "academy_cycle", "value_levels", "praatplaat", "hill"
PIECE = ["angles", "learning_views", LEVELS]
SHOWN = {  # the page, and the instruments whose words stand there
    "home": ["wonder"],
    "reflections:wonder": ["wonder"],
    "help_topic why-learn-at-work": ["benefits", "learning_views"],
    "help_topic puzzle": [PUZZLE],
    "help_topic kinds-of-value": [LEVELS],
    "help_topic hill": [HILL],
    "help_topic value-check": ["checklist.insight"],
    "reflections:experience_step[draft]": [LOG],
    "reflections:experience_step[experience]": [LOG],
    "reflections:room[live_check]": [LEVELS],
    "reflections:room_wall[live_check]": [LEVELS],
    "reflections:report[told_check]": [LEVELS],
    "reflections:team_trend[team]": [LEVELS],
    "reflections:partnership_trend[partnership]": [LEVELS],
    "reflections:value_matrix[team]": [LEVELS],
    "reflections:value_check[value_check]": ["checklist.insight", LEVELS],
    "instruments:ask[personal_check]": ["checklist.insight"],
    "learningtracks:puzzle[track]": [PUZZLE],
    "learningtracks:piece_new[track]": PIECE,
    "learningtracks:piece_new[near_track]": ["angles"],
    "learningtracks:piece_change[reopened_piece]": PIECE,
    "learningtracks:piece_value[done_piece]": [LEVELS],
    "learningtracks:relay[relay_track]": ["angles", "goal_kinds", LEVELS],
    "learningtracks:track[track]": [HILL],
    "instruments:track_rounds[track]": [HILL],
    "instruments:ask[track_round]": [HILL, "checklist.before", "checklist.guide"],
    "instruments:answer[track_round]": [HILL, "checklist.before"],
    "instruments:evidence[begun_round]": [HILL],
    "instruments:ask[team_meeting]": ["checklist.during"],
    "instruments:ask[answered_follow_up]": ["team.follow_up", "team.action"],
    "instruments:ask[help_question]": ["help"],
    "instruments:ask[use]": ["training.use"],
    "instruments:ask[open_scan]": ["conditions"],
    "instruments:answer[open_scan]": ["conditions"],
    "instruments:item[closed_scan] change": ["conditions"],
    "instruments:catalogue": ["catalogue"],
    "instruments:catalogue_idea": ["catalogue"],
    "instruments:ask[organisation_scan]": ["org_conditions"],
    "learningtracks:workplace_conditions[workplace]": ["workplace_conditions"],
    "learningtracks:workplace_condition[workplace]": ["workplace_conditions"],
    "instruments:partnership_conversations[partnership]": [PUZZLE],
    "instruments:ask[opened_conversation]": [PUZZLE],
}
ELSEWHERE = {"checklist.after"}  # the questions of another moment, on pages of the table


def test_every_page_says_whose_words_it_uses(first_looks):
    seen, silent = set(), {}
    for row, look in first_looks:
        name = next((name for name in (" ".join([str(row), *map(str, row.more)]), str(row)) if name in SHOWN), None)
        if name:
            page = html.unescape(look)
            seen.add(name)
            silent |= {f"{row} {row.more}": slug for slug in SHOWN[name] if str(newest(slug).attribution) not in page}

    assert silent == {}
    assert seen == set(SHOWN)


def test_every_instrument_is_read_by_a_page():
    assert {one.slug for one in read_all()} == {slug for some in SHOWN.values() for slug in some} | ELSEWHERE


def test_the_levels_say_that_they_are_no_ladder_and_help_how_dochy_calls_the_points_of_hill(first_looks):
    shown = {(str(row), *row.more): look for row, look in first_looks}

    assert "Het is geen ladder" in shown["reflections:experience_step[experience]", 5]
    explained = shown["help_topic", "hill"].lower()
    assert [str(one.note) for one in newest(HILL).entries if str(one.note) not in explained] == []
    assert "zelfmanagement" not in shown["instruments:answer[track_round]",]
