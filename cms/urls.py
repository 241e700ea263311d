from django.urls import include, path, re_path
from wagtail.documents import urls as document_urls
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms import views
from network.people.access import public

# Wagtail's own addresses stay out: its sign-in (/_util/login/) would go round the second step.
urlpatterns = [
    path("cms/", include("cms.editor_urls")),
    path("documents/", include(decorate_urlpatterns(document_urls.urlpatterns[:1], public))),
    path("media/images/<str:name>", views.picture, name="cms_picture"),
    path("robots.txt", views.robots, name="cms_robots"),
    path("sitemap.xml", views.sitemap, name="cms_sitemap"),
    path("favicon.ico", views.favicon, name="cms_favicon"),
    re_path(serve_pattern, views.page, name="wagtail_serve"),
]
