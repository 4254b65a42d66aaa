"""The key of every name, to look for people and to put them in order (docs/decisions/0163)."""

import django.db.models.functions.text
from django.db import migrations, models

import accounts.models
from accounts.names import order_key, tidy

TOGETHER = 1_000  # people in one statement


def make_keys(apps, schema_editor):
    people, last = apps.get_model("accounts", "User").objects, 0
    while found := list(people.filter(pk__gt=last).order_by("pk").only("name")[:TOGETHER]):
        for person in found:
            person.name = tidy(person.name)
            person.name_key = order_key(person.name)
        people.bulk_update(found, ["name", "name_key"])
        last = found[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_draft"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="name",
            field=accounts.models.PersonName(max_length=120, verbose_name="naam"),
        ),
        migrations.AddField(
            model_name="user",
            name="name_key",
            field=accounts.models.NameKey(
                default="", editable=False, max_length=400, verbose_name="waarop de naam staat"
            ),
        ),
        migrations.RunPython(make_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["name_key"], name="user_by_name"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "name",
                        django.db.models.functions.text.Right(
                            "name_key", django.db.models.functions.text.Length("name")
                        ),
                    )
                ),
                name="user_name_key_of_its_name",
            ),
        ),
    ]
