"""What HILL calls a factor is read from its file, by the page of help that explains it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("instruments", "0002_initial"),
    ]

    operations = [
        migrations.RemoveField(model_name="item", name="note_nl"),
        migrations.RemoveField(model_name="item", name="note_en"),
    ]
