"""Whose file it is, to be found by its name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reflections", "0006_passes"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("file",), name="attachment_has_file_of_its_own"),
        ),
    ]
