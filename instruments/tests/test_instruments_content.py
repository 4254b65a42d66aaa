"""The instruments that come with Werkplek: everything of domain.md §3 is there, in both languages, with its source."""

import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation

from instruments.actions.instruments import load
from instruments.models.instruments import Instrument, Item
from learningtracks.editions import Unreadable, files_of, newest, read, read_all
from learningtracks.values.pieces import Angle, GoalKind, LearningView
from partnerships.models.unchanging import Untouchable
from reflections.forms.wonder import WonderForm

COUNTS = {  # domain.md §3.1-§3.17: the items, and what hangs under them
    "hill": {"principle": 7, "indicator": 22, "tip": 16},
    "checklist.before": {"question": 9},
    "checklist.during": {"question": 5},
    "team.follow_up": {"question": 5},
    "team.action": {"question": 3},
    "checklist.after": {"question": 8},
    "checklist.insight": {"question": 6},
    "checklist.guide": {"question": 5},
    "training.use": {"question": 3},
    "conditions": {"condition": 7, "probe": 13},
    "catalogue": {"factor": 14, "idea": 31, "example": 21},
    "angles": {"angle": 4},
    "goal_kinds": {"goal_kind": 5},
    "learning_views": {"view": 2},
    "praatplaat": {"question": 4},
    "help": {"question": 1},
    "value_levels": {"level": 5, "example": 5},
    "org_conditions": {"condition": 6, "question": 6},
    "workplace_conditions": {"supply": 4},
    "benefits": {"benefit": 6},
    "academy_cycle": {"step": 4, "scale": 4},
    "wonder": {"question": 1},
}
INDICATORS = {
    "urgency": (3, 2),
    "ownership": (4, 3),
    "action_sharing": (3, 2),
    "teamwork_coaching": (3, 2),
    "blended": (3, 2),
    "informal": (3, 3),
    "feedback_assessment": (3, 2),
}
FACTORS = {  # level, ideas, examples
    "confidence": ("individual", 5, 2),
    "interest": ("individual", 3, 1),
    "change_tolerance": ("individual", 1, 2),
    "capability": ("individual", 2, 1),
    "satisfaction": ("individual", 3, 1),
    "openness": ("individual", 2, 1),
    "climate": ("team", 2, 2),
    "team_feedback": ("team", 2, 1),
    "lead_support": ("team", 2, 1),
    "peers": ("team", 3, 3),
    "support_system": ("organisation", 2, 2),
    "org_reward": ("organisation", 1, 2),
    "worthwhile_work": ("organisation", 2, 1),
    "time_space": ("organisation", 1, 1),
}
LEVELS_OF = {
    "checklist.after": ["experiential", "potential", "applied", "realised", "realised", "reframing", "", ""],
    "checklist.insight": ["experiential", "potential", "applied", "realised", "reframing", ""],
}


def test_every_instrument_of_the_guide_is_there_with_all_its_items(db):
    found = {
        one.slug: dict(Counter(item.kind for item in one.items.all())) for one in Instrument.objects.ours().with_items()
    }

    assert found == COUNTS


def test_every_principle_has_its_indicators_tips_and_one_short_question(db):
    principles = Instrument.objects.current("hill").tree

    assert {one.key: (len(one.indicators), len(one.tips)) for one in principles} == INDICATORS
    assert [[part.key for part in one.parts if part.short] for one in principles] == [["i1"]] * 7


def test_every_factor_has_its_level_ideas_and_examples(db):
    factors = Instrument.objects.current("catalogue").tree

    assert {one.key: (one.group, len(one.ideas), len(one.examples)) for one in factors} == FACTORS
    conditions = {one.key for one in Instrument.objects.current("conditions").tree}
    assert {condition for one in factors for condition in one.serves} == conditions


@pytest.mark.parametrize("slug", sorted(LEVELS_OF))
def test_questions_know_the_value_they_usually_bring_up(db, slug):
    assert [one.level for one in Instrument.objects.current(slug).tree] == LEVELS_OF[slug]


ONE_NAME = {  # what the file calls "name" is what the whole product calls it; of a kind of value, what others call it
    "angles": Angle,
    "goal_kinds": GoalKind,
    "learning_views": LearningView,
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", ONE_NAME)
def test_one_name_for_everything_in_both_languages(slug, language):
    with translation.override(language):
        in_file = {one.key: str(one.name) for one in newest(slug).entries}
        assert in_file == {str(value): str(label) for value, label in ONE_NAME[slug].choices}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_questions_that_stand_in_code_and_in_a_file_are_the_same(language):
    with translation.override(language):
        assert str(newest("wonder").entries[0].text) == str(WonderForm.base_fields["text"].label)


def test_every_idea_of_the_catalogue_stands_on_its_own():
    """It becomes an action point as it is: whole sentences that point at nothing said before."""
    texts = [part.text.nl for one in newest("catalogue").entries for part in one.parts]

    assert [text for text in texts if len(text.split()) < 5 or text[-1] != "."] == []
    assert [text for text in texts if text.split()[1] in ("die", "dit", "deze", "daar")] == []
    assert len(set(texts)) == len(texts)


def test_everything_has_both_languages_and_a_source(db):
    for one in Instrument.objects.ours().with_items():
        assert (one.attribution_nl[:6], one.attribution_en[:7]) == ("Naar: ", "After: "), one
        assert all([one.title_nl, one.title_en, one.intro_nl, one.intro_en]), one
        for item in one.items.all():
            assert all([item.text_nl, item.text_en]), item
            assert bool(item.name_nl) == bool(item.name_en), item


def test_the_reader_gets_the_own_language(db):
    item = Instrument.objects.current("hill").item("hill.urgency.i1")

    with translation.override("en"):
        assert item.text == "I can say why I want to learn this now."
    with translation.override("nl"):
        assert item.text == "Ik kan uitleggen waarom ik dit nu wil leren."


def test_an_instrument_costs_two_questions_however_long(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        tree = Instrument.objects.current("catalogue").tree
        assert [len(one.parts) for one in tree][:3] == [7, 4, 3]


# --- Loading ---------------------------------------------------------------------------------------------


def test_loading_again_changes_nothing_and_says_so(db, capsys):
    before = list(Instrument.objects.values_list("pk", "fingerprint"))

    call_command("load_instruments")

    assert capsys.readouterr().out == "Nothing changed: every instrument is there already.\n"
    assert list(Instrument.objects.values_list("pk", "fingerprint")) == before


def test_the_list_says_what_is_there(db, capsys):
    call_command("load_instruments", "--list")

    lines = capsys.readouterr().out.splitlines()
    assert "hill@1 7 (22 indicator, 16 tip)" in lines
    assert "checklist.before@1 9" in lines
    assert len(lines) == len(COUNTS)


def copy(folder, slug, version=1, change=("", "")):
    text = files_of(slug)[0].read_text(encoding="utf-8")
    path = folder / f"{slug}@{version}.toml"
    path.write_text(text.replace("version = 1", f"version = {version}").replace(*change), encoding="utf-8")
    return path


def test_other_words_without_a_new_version_are_refused(db, tmp_path):
    copy(tmp_path, "wonder", change=("vandaag", "gisteren"))

    with pytest.raises(CommandError, match=r"wonder@1 was published before .* write the new words in wonder@2\.toml"):
        call_command("load_instruments", folder=tmp_path)


def test_another_reading_is_a_change(db, tmp_path):
    copy(tmp_path, "wonder", change=('answer = "text"', 'answer = "text"\nreading = "two"\nabout = ["team"]'))

    with pytest.raises(CommandError, match="was published before"):
        call_command("load_instruments", folder=tmp_path)


def test_another_comment_is_no_change(db, tmp_path):
    path = copy(tmp_path, "wonder")
    path.write_text("# For the reviewer.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert load(read_all(tmp_path)) == []


def test_a_new_version_comes_beside_the_old_one(db, tmp_path, capsys):
    copy(tmp_path, "wonder", version=2, change=("vandaag", "gisteren"))

    call_command("load_instruments", folder=tmp_path)

    assert capsys.readouterr().out == "Published wonder@2.\n"
    assert Instrument.objects.current("wonder").tree[0].text_nl == "Wat verbaasde jou gisteren in je werk?"
    assert Instrument.objects.filter(slug="wonder").count() == 2


def test_a_question_may_be_answered_otherwise_than_its_list(db, tmp_path):
    usual = read(copy(tmp_path, "wonder", version=2)).fingerprint
    path = copy(tmp_path, "wonder", version=2, change=('kind = "question"', 'kind = "question", answer = "scale4"'))

    [made] = load([read(path)])

    assert (made.answer, made.tree[0].answered_by) == ("text", "scale4")
    assert made.fingerprint != usual


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ((', en = "What surprised you at work today?"', ""), "wonder.today needs its text in Dutch"),
        (("attribution = ", "source = "), "the attribution needs its text"),
        (('answer = "text"', 'answer = "song"'), "needs an answer of these"),
        (('kind = "question"', 'kind = "riddle"'), "an item needs a slug and one of these kinds"),
        (('kind = "question"', 'kind = "question", level = "top"'), "names an unknown level"),
        (('kind = "question"', 'kind = "question", answer = "song"'), "is answered in an unknown way"),
        (('kind = "question"', 'kind = "question", guide = { nl = "Wat zag jij?", en = "What?" }'), "needs {naam}"),
        (('answer = "text"', 'answer = "text"\nreading = "everybody"'), "names an unknown reading"),
        (('answer = "text"', 'answer = "text"\nabout = ["weather"]'), "is offered about weather"),
        (("item = [", "thing = ["), "has no items"),
        (('slug = "wonder"', 'slug = "wander"'), "Name and content must agree"),
        (("item = [", "item = ]"), "is not valid TOML"),
    ],
)
def test_a_file_that_misses_something_is_refused_with_the_reason(tmp_path, change, message):
    path = copy(tmp_path, "wonder", change=change)

    with pytest.raises(Unreadable, match=message):
        read(path)


def test_hill_is_said_to_each_voice(db):
    """The learner says "ik", a guide says it of the learner by name, a team says "wij" or "jullie" (domain.md §3)."""
    asked = [one for principle in Instrument.objects.current("hill").tree for one in (principle, *principle.indicators)]

    assert len(asked) == 7 + 22
    assert [one.slug for one in asked if "Sam" not in one.said_to("guide", "Sam")] == []
    about_me = re.compile(r"\b(ik|mij|mijn|jij|jouw|jou)\b", re.IGNORECASE)
    assert [one.slug for one in asked if about_me.search(one.said_to("team") + one.said_to("guide", "Sam"))] == []
    assert Instrument.objects.current("wonder").tree[0].said_to("guide", "Sam").startswith("Wat verbaasde jou")


# --- Published is untouchable -----------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Instrument, Item])
def test_what_is_published_refuses_every_change(db, model):
    row = model.objects.first()
    for action in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(slug="x")):
        with pytest.raises(Untouchable):
            action()


def row(**facts):
    return Instrument(slug="x", answer="text", title_nl="X", attribution_nl="Naar: X", **facts)


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("instrument_version_once", {"slug": "hill"}),
        ("instrument_version_from_one", {"version": 0}),
        ("instrument_answer_known", {"answer": "song"}),
        ("instrument_reading_known", {"reading": "everybody"}),
    ],
)
def test_the_database_knows_the_rules_of_instruments(db, name, facts):
    made = row()
    for field, value in facts.items():
        setattr(made, field, value)

    assert name in {one.name for one in Instrument._meta.constraints}
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("item_slug_once_per_instrument", {"slug": "wonder.today"}),
        ("item_kind_known", {"kind": "riddle"}),
        ("item_answer_known", {"answer": "song"}),
        ("item_level_known", {"level": "top"}),
        ("item_group_known", {"group": "world"}),
    ],
)
def test_the_database_knows_the_rules_of_items(db, name, facts):
    fields = {"slug": "wonder.new", "position": 9, "kind": "question", "text_nl": "Hoe?"} | facts

    assert name in {one.name for one in Item._meta.constraints}
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(instrument=Instrument.objects.current("wonder"), **fields)


def test_every_version_stands_in_one_layer():
    names = [path.name for path in files_of()]

    assert len(names) == len(set(names)) > 20
