"""An absence is of a mailbox, so that a functional one may have its own."""

import django.db.models.deletion
from django.db import migrations, models


def give_each_its_mailbox(apps, schema_editor):
    Mailbox = apps.get_model("identity", "Mailbox")
    for absence in apps.get_model("absence", "Absence").objects.all():
        mailbox = Mailbox.objects.filter(login=absence.login).first()
        if mailbox is None:
            absence.delete()
        else:
            absence.mailbox = mailbox
            absence.save(update_fields=["mailbox"])


class Migration(migrations.Migration):

    dependencies = [
        ('absence', '0001_absences'),
        ('identity', '0017_answer_receipts'),
    ]

    operations = [
        # Made again at the end of all migrations (absence/view.py).
        migrations.RunSQL("DROP VIEW IF EXISTS engine_absence", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='absence',
            name='mailbox',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='absence', to='identity.mailbox'),
        ),
        migrations.RunPython(give_each_its_mailbox, migrations.RunPython.noop),
    ]
