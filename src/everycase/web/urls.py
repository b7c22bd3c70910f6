"""Every page's address. Each app has its own list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("everycase.web.people.urls")),
    path("", include("everycase.web.actions.urls")),
    path("", include("everycase.web.cases.urls")),
    path("", include("everycase.web.service.urls")),
    path("", include("everycase.web.api.urls")),
    path("accounts/", include("everycase.web.people.signing_in_urls")),
]

handler403 = "everycase.web.cases.refusing.refused"
