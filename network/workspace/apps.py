from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "network.workspace"
    label = "workspace"
