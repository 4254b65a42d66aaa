"""After the first: PostgreSQL changes no table on which rows were just pointed at others."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reflections", "0013_guests_beforehand")]

    operations = [
        migrations.RemoveField(model_name="guestpass", name="made_by"),
        migrations.AddConstraint(
            model_name="guestpass",
            constraint=models.CheckConstraint(
                condition=Q(admitted_at__isnull=False) | (~Q(name="") & Q(seat__isnull=True, email="")),
                name="guest_pass_at_the_door_is_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="guestpass",
            constraint=models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(name="", email=""),
                name="guest_pass_in_use_has_no_name",
            ),
        ),
    ]
