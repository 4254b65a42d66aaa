import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0011_an_answer_a_question'),
        ('reflections', '0003_what_things_are_made_of'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='valuecheck',
            name='value_check_question_set_known',
        ),
        migrations.RemoveField(
            model_name='valuecheck',
            name='question_set',
        ),
        migrations.AddField(
            model_name='valuecheck',
            name='questions',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learningtracks.instrument', verbose_name='vragen'),
        ),
    ]
