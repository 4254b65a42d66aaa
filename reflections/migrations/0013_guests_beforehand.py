"""Guests are invited before the room is open, or ask at its door: who invited is a person and no seat."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def keep_who_invited(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now every pass was an invitation, from the seat of who led."""
    passes = apps.get_model("reflections", "GuestPass")
    passes.objects.update(admitted_at=F("made_at"))
    for one in passes.objects.filter(made_by__person__isnull=False).select_related("made_by"):
        passes.objects.filter(pk=one.pk).update(invited_by=one.made_by.person_id)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reflections", "0012_indicators"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="door",
            field=models.PositiveSmallIntegerField(default=0, help_text="How many guests wait for a yes."),
        ),
        migrations.AddField(
            model_name="guestpass",
            name="name",
            field=models.CharField(
                blank=True, help_text="Until they sit: then the seat has it.", max_length=60, verbose_name="naam"
            ),
        ),
        migrations.AddField(
            model_name="guestpass",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="mailadres"),
        ),
        migrations.AddField(
            model_name="guestpass",
            name="admitted_at",
            field=models.DateTimeField(blank=True, help_text="Empty while somebody waits at the door.", null=True),
        ),
        migrations.AddField(
            model_name="guestpass",
            name="invited_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(keep_who_invited, migrations.RunPython.noop),
    ]
