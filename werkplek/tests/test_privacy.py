"""The privacy statement is the program: no field without a rule, no rule without a field."""

import dataclasses

import pytest
from django.db import models

from accounts.privacy import Kept, Table
from werkplek import checks, privacy
from werkplek.actions import upkeep

FIRST = privacy.TABLES[0]


def test_everything_that_is_kept_is_told():
    assert privacy.problems(privacy.TABLES) == []


def test_a_forgotten_table_is_found():
    assert privacy.problems(privacy.TABLES[1:]) == ["accounts.User is not declared."]


def without(table: Table, field: str) -> Table:
    kept = [
        dataclasses.replace(kept, fields=" ".join(name for name in kept.names if name != field)) for kept in table.kept
    ]
    return dataclasses.replace(table, kept=tuple(kept))


def and_also(table: Table, fields: str) -> Table:
    return dataclasses.replace(table, kept=(*table.kept, dataclasses.replace(table.kept[0], fields=fields)))


@pytest.mark.parametrize(
    ("first", "problem"),
    [
        (without(FIRST, "name"), "accounts.User.name is not declared."),
        (without(FIRST, "groups"), "accounts.User.groups is not declared."),
        (and_also(FIRST, "shoe_size"), "accounts.User.shoe_size does not exist."),
        (and_also(FIRST, "name"), "accounts.User.name is declared twice."),
    ],
)
def test_a_forgotten_or_invented_field_is_found(first, problem):
    assert privacy.problems([first, *privacy.TABLES[1:]]) == [problem]


def test_a_table_told_twice_or_gone_is_found():
    ghost = Table("accounts.Ghost", FIRST.name, (Kept("name", FIRST.name, FIRST.name),))

    assert privacy.problems([*privacy.TABLES, FIRST, ghost]) == [
        "accounts.User is declared 2 times.",
        "accounts.Ghost.name does not exist.",
    ]


def test_the_product_refuses_to_start_with_a_forgotten_field(monkeypatch):
    monkeypatch.setattr(privacy, "TABLES", [without(FIRST, "name"), *privacy.TABLES[1:]])

    [error] = checks.everything_we_keep_is_told()

    assert (error.id, error.msg, error.level >= 40) == ("werkplek.E003", "accounts.User.name is not declared.", True)


def test_texts_of_people_are_exported_and_go():
    """What somebody typed is never kept back, and outlives its writer only as feedback, answer or reply (R33)."""
    left = []
    for table in privacy.TABLES:
        for kept in table.kept:
            for name in kept.names:
                field = privacy.apps.get_model(table.model)._meta.get_field(name)
                is_text = table.model.startswith("reflections.") and isinstance(field, models.TextField)
                if is_text and not (kept.exported and table.own and kept.on_erasure == "goes"):
                    left.append(f"{table.model}.{name}")
    assert left == ["reflections.Feedback.text", "reflections.Pass.answer", "reflections.Reply.text"]


def test_the_page_tells_every_table(client):
    page = client.get("/what-we-keep/").content.decode()

    assert [table.model for table in privacy.TABLES if str(table.name) not in page] == []
    assert "Het zit in je download." in page


# --- Does everything go that is said to go? -------------------------------------------------------------------


def declared(model: str) -> Table:
    return next(table for table in privacy.TABLES if table.model == model)


def with_other(table: Table) -> list[Table]:
    return [table if one.model == table.model else one for one in privacy.TABLES]


@pytest.mark.parametrize(
    ("model", "change", "problem"),
    [
        ("partnerships.ToDo", {"leaving": ()}, "partnerships.ToDo.about_id does not go."),
        ("reflections.Concern", {"leaving": ()}, "reflections.Concern.reason does not go."),
        ("reflections.ValueNote", {"goes_with": ""}, "reflections.ValueNote.experience does not go."),
        ("reflections.ValueNote", {"goes_with": "partnerships.Team"}, "reflections.ValueNote.experience does not go."),
    ],
)
def test_what_is_said_to_go_and_stays_is_found(model, change, problem):
    assert privacy.problems(with_other(dataclasses.replace(declared(model), **change)))[0] == problem


def test_a_period_without_a_sweeper_is_found_and_a_sweeper_without_a_period():
    sweepers = [sweeper.__name__ for sweeper in upkeep.SWEEPERS]

    assert privacy.unkept(privacy.TABLES, sweepers) == []
    assert privacy.unkept(privacy.TABLES, [*sweepers[1:], "dust"]) == [
        f"No sweeper is called {sweepers[0]}.",
        "No period names the sweeper dust.",
    ]
