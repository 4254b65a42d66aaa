import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0001_initial'),
        ('reflections', '0004_own_questions'),
    ]

    operations = [
        migrations.DeleteModel(
            name='InsightAnswer',
        ),
        migrations.RemoveConstraint(
            model_name='valuecheck',
            name='value_check_of_team_or_track',
        ),
        migrations.RemoveConstraint(
            model_name='valuecheck',
            name='value_check_once_per_track_and_cycle',
        ),
        migrations.RemoveField(
            model_name='valuecheck',
            name='track',
        ),
        migrations.AlterField(
            model_name='valuecheck',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='value_checks', to='partnerships.team'),
        ),
    ]
