
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reflections', '0016_learning_form'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sessionmove',
            name='move_kind_known',
        ),
        migrations.AlterField(
            model_name='sessionmove',
            name='kind',
            field=models.CharField(choices=[('join', 'is binnengekomen'), ('claim', 'heeft een taak op zich genomen'), ('hand_over', 'heeft een taak doorgegeven'), ('phase', 'is naar een ander deel gegaan'), ('said', 'is aan de beurt geweest'), ('turn', 'heeft het woord gegeven'), ('later', 'vertelt later'), ('pass', 'slaat over'), ('title', 'heeft het verhaal een naam gegeven'), ('ask', 'heeft een vraag'), ('asked', 'heeft de vraag gesteld'), ('card', 'heeft een vraagkaart laten zien'), ('time', 'heeft meer tijd gegeven'), ('note', 'heeft een notitie geschreven'), ('edit_note', 'heeft een notitie aangepast'), ('remove_note', 'heeft een notitie verwijderd'), ('confirm', 'heeft een notitie bevestigd'), ('action', 'heeft een actiepunt gemaakt'), ('word', 'heeft een woord gedeeld'), ('next_date', 'heeft de volgende datum gekozen'), ('groups', 'heeft groepjes gemaakt'), ('undo', 'heeft een stap teruggedraaid')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='sessionmove',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['join', 'claim', 'hand_over', 'phase', 'said', 'turn', 'later', 'pass', 'title', 'ask', 'asked', 'card', 'time', 'note', 'edit_note', 'remove_note', 'confirm', 'action', 'word', 'next_date', 'groups', 'undo'])), name='move_kind_known'),
        ),
    ]
