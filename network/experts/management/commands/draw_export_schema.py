from network.common.drawn import DrawCommand
from network.experts.export import SCHEMA_FILE, schema_text


class Command(DrawCommand):
    help = "Writes docs/export.schema.json from the sections that the apps register."
    file = SCHEMA_FILE
    text = staticmethod(schema_text)
