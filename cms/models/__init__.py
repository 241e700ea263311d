from cms.models.loaded import LoadedPage
from cms.models.pages import AnsweredPage, ContactPage, ContentPage, HomePage, RatesPage
from cms.models.pictures import Picture, PictureRendition

__all__ = [
    "AnsweredPage",
    "ContactPage",
    "ContentPage",
    "HomePage",
    "LoadedPage",
    "Picture",
    "PictureRendition",
    "RatesPage",
]
