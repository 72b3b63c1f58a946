"""WebAuthn with a browser: what it is asked to sign, and whether it did.

A challenge is in the session, is used once, and lasts ten minutes. The relying party is the host
name one came by: what is signed at another, a false portal's, is refused here and by the browser.
"""

import hmac
import json
import time
from collections.abc import Iterable
from typing import Any

import webauthn
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from preau.identity.actions.passkeys import keep_passkey, note_use
from preau.identity.models import Account, Passkey
from preau.web.kit.request import AcademyRequest, network

KEY = "passkey_challenge"
LASTS_SECONDS = 10 * 60
LONGEST = 20_000
_TRANSPORTS = frozenset({"usb", "nfc", "ble", "smart-card", "hybrid", "internal"})


class WrongPasskey(Exception):
    """What the browser sent proves nothing; str() is a sentence for the person."""


def rp_id(request: HttpRequest) -> str:
    """The host name alone, of an entrance that the académie's door has recognised."""
    return request.get_host().partition(":")[0].lower()


def to_register(request: AcademyRequest, account: Account) -> dict[str, Any]:
    """What the browser is asked to make, as `navigator.credentials.create` wants it."""
    options = webauthn.generate_registration_options(
        rp_id=rp_id(request),
        rp_name=request.academy.name,
        user_id=handle_of(account),
        user_name=account.login,
        user_display_name=account.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_descriptors(account.passkeys.all()),
    )
    return _asked(request, options)


def to_show(request: AcademyRequest, account: Account | None) -> dict[str, Any]:
    """What the browser is asked to sign: by one of this account's passkeys, or by any it knows."""
    known = account.passkeys.filter(rp_id=rp_id(request)) if account else ()
    options = webauthn.generate_authentication_options(
        rp_id=rp_id(request),
        allow_credentials=_descriptors(known),
        user_verification=UserVerificationRequirement.PREFERRED
        if account
        else UserVerificationRequirement.REQUIRED,
    )
    return _asked(request, options)


def register(request: AcademyRequest, account: Account, credential: str, name: str) -> Passkey:
    """Raises WrongPasskey, and the room's WrongInput."""
    try:
        made = webauthn.verify_registration_response(
            credential=_read(credential),
            expected_challenge=_challenge(request),
            expected_rp_id=rp_id(request),
            expected_origin=_origin(request),
        )
    except WebAuthnException as error:
        raise _wrong() from error
    return keep_passkey(
        account,
        name=name,
        rp_id=rp_id(request),
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=_transports(credential),
        is_synced=made.credential_backed_up,
        network=network(request),
    )


def shown_passkey(request: AcademyRequest, credential: str, *, of: Account | None) -> Passkey:
    """The passkey that signed; without `of` it stands for the password, and must have known its
    owner (by finger, face or code). Raises WrongPasskey."""
    challenge, answer = _challenge(request), _read(credential)
    kept = Passkey.objects.filter(credential_id=answer.get("id"), rp_id=rp_id(request))
    passkey = kept.select_related("account__preference").first()
    if passkey is None or (of is not None and passkey.account_id != of.pk):
        raise WrongPasskey(_("This passkey is not known here."))
    try:
        signed = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=rp_id(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=of is None,
        )
    except WebAuthnException as error:
        raise _wrong() from error
    if not note_use(passkey, signed.new_sign_count):
        raise _wrong()
    return passkey


def handle_of(account: Account) -> bytes:
    """How browsers and keys name the account: always the same, and says nothing of the person."""
    key: str = settings.PLACES.secret("factors")
    return hmac.new(f"handle {key}".encode(), str(account.pk).encode(), "sha256").digest()


def _asked(request: HttpRequest, options: Any) -> dict[str, Any]:
    request.session[KEY] = [bytes_to_base64url(options.challenge), int(time.time())]
    asked: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return asked


def _challenge(request: HttpRequest) -> bytes:
    """The one that was asked last, which is used up by this."""
    challenge, asked_at = request.session.pop(KEY, ("", 0))
    if not challenge or time.time() - asked_at > LASTS_SECONDS:
        raise WrongPasskey(_("The page was open for too long: try again."))
    return base64url_to_bytes(challenge)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _read(credential: str) -> dict[str, Any]:
    try:
        read = json.loads(credential) if len(credential) < LONGEST else None
    except ValueError:
        read = None
    if not isinstance(read, dict) or not isinstance(read.get("id"), str):
        raise _wrong()
    return read


def _transports(credential: str) -> list[str]:
    """How the key is reached, as the browser says: a hint for next time, nothing more."""
    said = _read(credential).get("response")
    given = said.get("transports") if isinstance(said, dict) else None
    return sorted(_TRANSPORTS & set(map(str, given))) if isinstance(given, list) else []


def _descriptors(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(base64url_to_bytes(one.credential_id)) for one in passkeys
    ]


def _wrong() -> WrongPasskey:
    return WrongPasskey(_("This passkey could not be checked: try again, or choose another way."))
