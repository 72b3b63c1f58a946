from django.urls import path

from preau.web.oidc.views import consent, discovery, entry, leaving, tokens

app_name = "oidc"
urlpatterns = [
    path("keys", discovery.keys, name="keys"),
    path("authorize", entry.authorize, name="authorize"),
    path("resume", entry.resume, name="resume"),
    path("consent", consent.answer, name="consent"),
    path("token", tokens.token, name="token"),
    path("userinfo", tokens.userinfo, name="userinfo"),
    path("logout", leaving.leave, name="logout"),
    path("logout/confirm", leaving.confirm, name="confirm_logout"),
]
