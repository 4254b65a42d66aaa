from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learningtracks", "0003_names_of_the_learning_climate"),
    ]

    operations = [
        migrations.RenameField(model_name="actionpoint", old_name="factor", new_name="idea"),
        migrations.AlterField(
            model_name="actionpoint",
            name="idea",
            field=models.CharField(blank=True, max_length=40, verbose_name="idee uit de catalogus"),
        ),
        migrations.AddField(
            model_name="actionpoint",
            name="holds",
            field=models.BooleanField(blank=True, null=True, verbose_name="is het nog zo"),
        ),
        migrations.AddConstraint(
            model_name="actionpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("holds__isnull", True),
                    models.Q(("finished_at__isnull", False), models.Q(("idea", ""), _negated=True)),
                    _connector="OR",
                ),
                name="action_point_holds_when_done",
            ),
        ),
    ]
