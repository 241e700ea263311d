from django.db import migrations


def load(apps, schema_editor):
    from network.taxonomy.words import SKILLS, TOPICS

    Topic, Skill = apps.get_model("taxonomy", "Topic"), apps.get_model("taxonomy", "Skill")
    Topic.objects.bulk_create(
        Topic(slug=slug, name=name, pillar=pillar)
        for pillar, topics in TOPICS.items()
        for slug, name in topics.items()
    )
    Skill.objects.bulk_create(Skill(slug=slug, name=name) for slug, name in SKILLS.items())


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
