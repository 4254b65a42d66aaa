from django.db import migrations, models

KINDS = [('text', 'Open antwoord'), ('scale4', 'Nee, Een beetje, Grotendeels, Ja'), ('done', 'Nog niet, Klaar, Niet nodig'), ('presence', 'Ja, Deels, Nee, Gewenst'), ('choice', 'Kiezen uit de lijst'), ('read', 'Om te lezen')]


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0010_team_meetings_go'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='listwithdrawal',
            options={'verbose_name': 'ingetrokken vragenlijst', 'verbose_name_plural': 'ingetrokken vragenlijsten'},
        ),
        migrations.AddField(
            model_name='item',
            name='answer',
            field=models.CharField(blank=True, choices=KINDS, max_length=10, verbose_name='soort antwoord'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'text', 'scale4', 'done', 'presence', 'choice', 'read'])), name='item_answer_known'),
        ),
    ]
