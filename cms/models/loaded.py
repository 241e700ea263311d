from django.db import models


class LoadedPage(models.Model):
    """A page that `load_site` made, and its text as it was then: what an editor changed since is left alone."""

    slug = models.SlugField(unique=True)
    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="loaded_as"
    )
    revision = models.PositiveBigIntegerField(help_text="The page's latest revision when it was loaded.")
    digest = models.CharField(max_length=64, help_text="Of the file that it was loaded from.")

    def __str__(self) -> str:
        return self.slug
