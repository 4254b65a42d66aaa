"""Two colleagues at once may be asked about an experience, and nobody twice."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("reflections", "0008_attachment_of_a_reply"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="pass",
            name="pass_waiting_once_per_experience",
        ),
        migrations.AddConstraint(
            model_name="pass",
            constraint=models.UniqueConstraint(
                condition=Q(("answered_at__isnull", True), ("person__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("experience", "person"),
                name="pass_waiting_once_per_teammate",
            ),
        ),
        migrations.AddConstraint(
            model_name="pass",
            constraint=models.UniqueConstraint(
                condition=Q(
                    ("answered_at__isnull", True),
                    ("withdrawn_at__isnull", True),
                    Q(("email", ""), _negated=True),
                ),
                fields=("experience", "email"),
                name="pass_waiting_once_per_address",
            ),
        ),
    ]
