from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("children/<str:child_id>/", lambda r, child_id: HttpResponse("<html lang=en><head><title>x</title></head><body><main><h1>x</h1></main></body></html>"), name="child")]
