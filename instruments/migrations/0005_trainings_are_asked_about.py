import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('instruments', '0004_rounds_and_trainings'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='training',
            name='training_level_known',
        ),
        migrations.RemoveConstraint(
            model_name='training',
            name='training_answer_says_used',
        ),
        migrations.RemoveField(
            model_name='training',
            name='answered_at',
        ),
        migrations.RemoveField(
            model_name='training',
            name='asked_at',
        ),
        migrations.RemoveField(
            model_name='training',
            name='level',
        ),
        migrations.RemoveField(
            model_name='training',
            name='text',
        ),
        migrations.RemoveField(
            model_name='training',
            name='used',
        ),
        migrations.AddField(
            model_name='sheet',
            name='counted_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='instruments.ask'),
        ),
        migrations.AddField(
            model_name='training',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partnerships.team'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('cycle', ''), _negated=True), ('withdrawn_at', None)), fields=('kind', 'training', 'cycle'), name='ask_once_a_cycle_per_training'),
        ),
    ]
