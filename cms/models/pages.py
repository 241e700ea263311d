import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from cms.answered import Beside, answered
from cms.blocks import Body
from cms.rates import rates_shown
from cms.voices import voices_in

LINKED_FROM_EVERYWHERE = "Other pages link to this address, so it stays."


class KeptPagePermissions(PagePermissionTester):
    """Pages that every page links to can be edited, but not taken away."""

    def can_delete(self, ignore_bulk=False):
        return not self.page.is_kept and super().can_delete(ignore_bulk)

    def can_unpublish(self):
        return not self.page.is_kept and super().can_unpublish()

    def can_move(self):
        return not self.page.is_kept and super().can_move()


class PublicPage(Page):
    """What all public pages share: a heading (`title`), a lead and blocks. The browser's title never changes."""

    lead = models.TextField(
        blank=True, max_length=400, help_text="One or two plain sentences under the heading."
    )

    private_page_options: list[str] = []
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    promote_panels = [FieldPanel("slug"), FieldPanel("search_description")]

    class Meta:
        abstract = True

    @property
    def is_kept(self) -> bool:
        return hasattr(self, "loaded_as")

    def permissions_for_user(self, user):
        return KeptPagePermissions(user, self)

    def serve(self, request, *args, **kwargs):
        """What experts say may have ended a moment later: nobody on the way may keep a page that names their words."""
        response = super().serve(request, *args, **kwargs)
        if voices_in(getattr(self, "body", ())):
            patch_cache_control(response, no_store=True)
            response["X-Robots-Tag"] = "noarchive"
        return response

    def clean(self):
        super().clean()
        if not self.is_kept:
            return
        if self.loaded_as.slug != self.slug:
            raise ValidationError({"slug": f"{LINKED_FROM_EVERYWHERE} Write {self.loaded_as.slug} again."})
        if self.expire_at:
            raise ValidationError({"expire_at": f"{LINKED_FROM_EVERYWHERE} Leave this empty."})


class HomePage(PublicPage):
    """The first page."""

    body = StreamField(Body())

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.ContentPage", "cms.ContactPage", "cms.RatesPage", "cms.AnsweredPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("body")]


class ContentPage(PublicPage):
    """A page of text."""

    body = StreamField(Body())

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]


class ContactPage(PublicPage):
    """How to reach the people who run the network: their own number and address, never anybody's private ones."""

    phone = models.CharField(
        max_length=40, blank=True, help_text="As people dial it from abroad, like +44 20 1234 5678."
    )
    phone_hours = models.CharField(
        max_length=120, blank=True, help_text="When somebody answers, with the time zone."
    )
    mail = models.EmailField(blank=True, help_text="An address whose name does not say what it is about.")
    body = StreamField(Body(), blank=True)

    max_count = 1
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("phone"),
        FieldPanel("phone_hours"),
        FieldPanel("mail"),
        FieldPanel("body"),
    ]

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return re.sub(r"[^\d+]", "", self.phone)


class RatesPage(PublicPage):
    """What the network pays and what others publish, from the data; an editor writes only what stands around it."""

    body = StreamField(Body(), blank=True)

    max_count = 1
    content_panels = [*PublicPage.content_panels, FieldPanel("body")]

    def get_context(self, request, *args, **kwargs):
        rates = SimpleLazyObject(lambda: rates_shown(request.GET))
        return super().get_context(request, *args, **kwargs) | {"rates": rates}


class AnsweredPage(PublicPage):
    """We asked, you said, we did: lines of the register, with an editor's words beside some of them."""

    beside = StreamField(Beside(), blank=True, help_text="Shown first, in this order, with your words.")

    max_count = 1
    content_panels = [*PublicPage.content_panels, FieldPanel("beside")]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | answered(self.beside, request)
