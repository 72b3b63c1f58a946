from django.urls import path

from preau.web.scim.views import discovery, groups, users

app_name = "scim"
urlpatterns = [
    path("ServiceProviderConfig", discovery.service),
    path("Schemas", discovery.schemas),
    path("Schemas/<str:ident>", discovery.schema),
    path("ResourceTypes", discovery.types),
    path("ResourceTypes/<str:ident>", discovery.type_),
    path("Users", users.collection),
    path("Users/.search", users.searches),
    path("Users/<str:ident>", users.one),
    path("Groups", groups.collection),
    path("Groups/.search", groups.searches),
    path("Groups/<str:ident>", groups.one),
    path("<path:elsewhere>", discovery.unknown),
]
