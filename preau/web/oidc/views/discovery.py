"""What applications read by themselves: where to ask, and by which keys identities are signed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from preau.applications.keys import ALGORITHM, public_keys
from preau.applications.rules import SCOPES
from preau.web.oidc.issuer import issuer_of
from preau.web.oidc.opening import to_any_origin

A_WHILE = "public, max-age=300"
CLAIMS = (
    "sub", "name", "given_name", "family_name", "preferred_username", "academy",
    "email", "email_verified", "functions", "uai", "auth_time", "amr", "sid",
)  # fmt: skip


@require_GET
def configuration(request: HttpRequest) -> HttpResponse:
    """OpenID Connect Discovery 1.0, section 3."""
    issuer = issuer_of(request)
    told: dict[str, object] = {
        "issuer": issuer,
        "authorization_endpoint": issuer + reverse("oidc:authorize"),
        "token_endpoint": issuer + reverse("oidc:token"),
        "userinfo_endpoint": issuer + reverse("oidc:userinfo"),
        "jwks_uri": issuer + reverse("oidc:keys"),
        "end_session_endpoint": issuer + reverse("oidc:logout"),
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "scopes_supported": SCOPES,
        "claims_supported": CLAIMS,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic", "client_secret_post", "none",
        ],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "authorization_response_iss_parameter_supported": True,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "claims_parameter_supported": False,
        "ui_locales_supported": ["fr", "en"],
    }  # fmt: skip
    return to_any_origin(JsonResponse(told, headers={"Cache-Control": A_WHILE}))


@require_GET
def keys(_request: HttpRequest) -> HttpResponse:
    return to_any_origin(JsonResponse(public_keys(), headers={"Cache-Control": A_WHILE}))
