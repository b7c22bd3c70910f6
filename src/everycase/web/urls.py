"""Every page's address. Each app has its own list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("everycase.web.people.urls")),
    path("", include("everycase.web.actions.urls")),
    path("", include("everycase.web.cases.urls")),
    path("", include("everycase.web.service.urls")),
    path("accounts/", include("allauth.urls")),
]
