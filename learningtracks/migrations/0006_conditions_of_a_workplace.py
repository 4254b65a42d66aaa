import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0005_voices_of_questions'),
        ('partnerships', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel('WorkplaceCondition'),
        migrations.CreateModel(
            name='WorkplaceCondition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.CharField(blank=True, choices=[('career_talks', 'Loopbaangesprekken'), ('pop', 'Persoonlijke ontwikkelplannen'), ('learning_network', 'Interne leernetwerken'), ('reference_person', 'Vaste vraagbaak')], max_length=20, verbose_name='uit de lijst')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='naam')),
                ('presence', models.CharField(choices=[('yes', 'Ja'), ('partly', 'Deels'), ('no', 'Nee'), ('wanted', 'Gewenst')], max_length=8, verbose_name='is het er')),
                ('used', models.BooleanField(blank=True, null=True, verbose_name='wordt het gebruikt')),
                ('where', models.CharField(blank=True, max_length=300, verbose_name='waar je het vindt')),
                ('slot', models.CharField(blank=True, choices=[('question', 'Leervraag'), ('work', 'Werk of klus'), ('sources', 'Bronnen en scholing'), ('place', 'Plek en middelen'), ('time', 'Tijd en momenten'), ('guidance', 'Begeleiding'), ('people', 'Mensen om van te leren'), ('feedback', 'Feedback en reflectie'), ('evidence', 'Bewijs en resultaat')], max_length=10, verbose_name='plek in de puzzel')),
                ('edited_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='bekeken op')),
                ('version', models.PositiveIntegerField(default=0)),
                ('edited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workplace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conditions', to='partnerships.workplace')),
            ],
            options={
                'verbose_name': 'voorwaarde op de werkplek',
                'verbose_name_plural': 'voorwaarden op de werkplek',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), models.Q(('name', ''), _negated=True)), models.Q(models.Q(('slug', ''), _negated=True), ('name', '')), _connector='OR'), name='workplace_condition_listed_or_own'), models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('workplace', 'slug'), name='workplace_condition_listed_once'), models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('workplace', 'name'), name='workplace_condition_own_once'), models.CheckConstraint(condition=models.Q(('slug__in', ['', 'career_talks', 'pop', 'learning_network', 'reference_person'])), name='workplace_condition_known'), models.CheckConstraint(condition=models.Q(('presence__in', ['yes', 'partly', 'no', 'wanted'])), name='workplace_condition_presence_known'), models.CheckConstraint(condition=models.Q(('used__isnull', True), ('presence__in', ('yes', 'partly')), _connector='OR'), name='workplace_condition_used_when_there'), models.CheckConstraint(condition=models.Q(('slot__in', ['', 'question', 'work', 'sources', 'place', 'time', 'guidance', 'people', 'feedback', 'evidence']), models.Q(('slot', 'question'), _negated=True)), name='workplace_condition_slot_known')],
            },
        ),
    ]
