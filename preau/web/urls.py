"""Every page's address."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from preau.web.identity import passkey, sessions
from preau.web.identity import views as identity
from preau.web.identity.activation.views import lost_numen
from preau.web.identity.steps import views as steps
from preau.web.kit.rare import rare_area
from preau.web.oidc.views.discovery import configuration
from preau.web.portal.views import looks, status

urlpatterns = [
    path("", identity.home, name="home"),
    path("sign-in", identity.sign_in, name="sign_in"),
    path("sign-in/passkey", passkey.sign_in, name="sign_in_passkey"),
    path("sign-in/passkey/options", passkey.options, name="sign_in_passkey_options"),
    path("sign-in/factor", steps.factor, name="sign_in_factor"),
    path("sign-in/factor/options", steps.factor_options, name="sign_in_factor_options"),
    path("sign-in/new-password", steps.new_password, name="sign_in_password"),
    path("sign-in/enrol", steps.enrol, name="sign_in_enrol"),
    path("sign-in/enrol/options", steps.enrol_options, name="sign_in_enrol_options"),
    path("sign-out", identity.sign_out, name="sign_out"),
    # The door answers it before Django is asked; it stands here to have a name.
    path("events", identity.home, name="events"),
    # As people type it.
    path("activate", RedirectView.as_view(pattern_name="activation:who")),
    path("activate/", include("preau.web.identity.activation.urls")),
    path("numen", lost_numen, name="lost_numen"),
    path("with/", include("preau.web.identity.federation.urls")),
    path("recover/", include("preau.web.identity.recovery.urls")),
    path("desk/", include("preau.web.desk.urls")),
    path("sessions/left", sessions.left, name="session_left"),
    path("sessions/stay", sessions.keep, name="session_stay"),
    path("sessions/end-last", sessions.last, name="end_last"),
    # Before the mail: programs ask for /mail/config-v1.1.xml.
    path("", include("preau.web.discovery.urls")),
    path("files/", include("preau.web.files.urls")),
    path("mail/", include("preau.web.mail.urls")),
    path("mailings/", include("preau.web.mailings.urls")),
    path("console/", include("preau.web.console.urls")),
    path("portal/", include("preau.web.portal.urls")),
    path("logo", looks.logo, name="logo"),
    path("status", status.status, name="status"),
    path("status/dismiss", status.close, name="dismiss"),
    path("missing/", include("preau.web.missing.urls")),
    path("help/", include("preau.web.help.urls")),
    path("settings/templates/", include("preau.web.wordings.urls")),
    path("settings/filters/", include("preau.web.filters.urls")),
    path("settings/applications/", include("preau.web.oidc.settings_urls")),
    path("settings/erased/", include("preau.web.erased.urls")),
    path("settings/absence/", include("preau.web.absence.urls")),
    path("settings/", include("preau.web.settings.urls")),
    path("space/", include("preau.web.space.urls")),
    path("scim/v2/<path:rest>", rare_area("preau.web.scim.urls")),
    path(".well-known/openid-configuration", configuration),
    path("oidc/", include("preau.web.oidc.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("preau.web.demo.urls")))
handler404 = "preau.web.portal.old.unknown"
handler500 = "preau.web.kit.errors.server_error"
