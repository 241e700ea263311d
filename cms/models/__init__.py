from cms.models.loaded import LoadedPage
from cms.models.pages import AnsweredPage, ContentPage, HomePage, RatesPage
from cms.models.pictures import Picture, PictureRendition

__all__ = [
    "AnsweredPage",
    "ContentPage",
    "HomePage",
    "LoadedPage",
    "Picture",
    "PictureRendition",
    "RatesPage",
]
