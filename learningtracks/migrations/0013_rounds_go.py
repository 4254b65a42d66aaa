from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('instruments', '0004_rounds_and_trainings'),
        ('learningtracks', '0012_condition_scans_go'),
    ]

    operations = [
        migrations.DeleteModel(name=name)
        for name in ('RoundAnswer', 'RoundEvidence', 'Filling', 'HelpAsk', 'LookBack', 'Round', 'Training')
    ]
