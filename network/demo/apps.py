from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "network.demo"
    label = "demo"

    def ready(self):
        if settings.DEMO:
            from network.common import clock
            from network.demo.moved_clock import offset

            clock.move_by(offset)
