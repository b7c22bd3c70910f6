"""Addresses of people's pages."""

from __future__ import annotations

from django.urls import path

from everycase.web.people import absences, accounts, services, views
from everycase.web.people.role_pages import role_pages

urlpatterns = [
    path("", views.home, name="home"),
    path("your-account/", views.your_account, name="your-account"),
    path("absences/", absences.absences, name="absences"),
    path("absences/new/", absences.absence_new, name="absence-new"),
    path("absences/<int:number>/end/", absences.absence_end, name="absence-end"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/new/", accounts.account_new, name="account-new"),
    path("people/roles/", role_pages, name="roles"),
    path("services/", services.services, name="services"),
    path("services/new/", services.service_new, name="service-new"),
    path("services/<int:number>/", services.service, name="service"),
    path("people/<int:number>/", accounts.account, name="account"),
    path("people/<int:number>/close/", accounts.account_close, name="account-close"),
    path("people/<int:number>/open/", accounts.account_open, name="account-open"),
    path("people/<int:number>/second-factor/", accounts.account_second_factor, name="account-second-factor"),
    path("people/<int:number>/link/", accounts.account_link, name="account-link"),
    path("requests/", views.requests, name="requests"),
]
