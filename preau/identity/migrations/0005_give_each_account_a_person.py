from django.db import migrations


def give_each_account_a_person(apps, schema_editor):
    account, person, post = (
        apps.get_model("identity", name) for name in ("Account", "Person", "Post")
    )
    for one in account.objects.filter(person=None).iterator():
        one.person = person.objects.create(
            given_name=one.given_name, family_name=one.family_name
        )
        one.save(update_fields=["person"])
        post.objects.filter(account=one).update(person=one.person, academy=one.academy)


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_people")]

    operations = [
        migrations.RunPython(give_each_account_a_person, migrations.RunPython.noop)
    ]
