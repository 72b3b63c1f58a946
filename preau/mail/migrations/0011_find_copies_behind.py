"""The few drafts whose copy is behind are found without looking at all of them."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0010_looks_at_what_waits'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(
                condition=Q(('mirrored_at', None), ('mirrored_at__lt', F('changed_at')), _connector='OR'),
                fields=['changed_at'],
                name='behind_its_copy',
            ),
        ),
    ]
