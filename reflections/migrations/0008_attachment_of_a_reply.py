"""A photo, sound or PDF with a reply too: each is with an experience or with a reply."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("reflections", "0007_attachment_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="reply",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachment",
                to="reflections.reply",
            ),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="experience",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="reflections.experience",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=Q(("experience__isnull", True), ("reply__isnull", False))
                | Q(("experience__isnull", False), ("reply__isnull", True)),
                name="attachment_with_an_experience_or_a_reply",
            ),
        ),
    ]
