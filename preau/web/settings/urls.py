"""The addresses of settings: one page a subject."""

from django.urls import path

from preau.web.settings.views import (
    account,
    activity,
    address,
    devices,
    factors,
    password,
    reading,
    security,
    senders,
    sessions,
    writing,
)

app_name = "settings"

urlpatterns = [
    path("", reading.home, name="home"),
    path("reading", reading.reading, name="reading"),
    path("reading/reset", reading.reset, name="display_reset"),
    path("writing", writing.writing, name="writing"),
    path("writing/senders", writing.add, name="sender_new"),
    path("writing/<int:identity>", writing.signature, name="signature"),
    path("writing/<int:identity>/removal", writing.remove, name="sender_removal"),
    path("writing/<int:identity>/default", writing.prefer, name="sender_default"),
    path("senders", senders.senders, name="senders"),
    path("account", account.account, name="account"),
    path("devices", devices.devices, name="devices"),
    path("devices/add", devices.kinds, name="device_kinds"),
    path("devices/add/<slug:kind>", devices.naming, name="device_name"),
    path("devices/sheet/<slug:kind>", devices.sheet, name="device_sheet"),
    path("devices/<int:number>", devices.device, name="device"),
    path("devices/<int:number>/first", devices.first, name="device_first"),
    path("devices/<int:number>/name", devices.rename, name="device_rename"),
    path("devices/<int:number>/profile", devices.profile, name="device_profile"),
    path("devices/<int:number>/revocation", devices.revoke, name="device_revoke"),
    path("security", security.security, name="security"),
    path("sessions", sessions.sessions, name="sessions"),
    path("sessions/others", sessions.others, name="other_sessions"),
    path("activity", activity.activity, name="activity"),
    path("activity.csv", activity.export, name="activity_export"),
    path("security/password", password.password, name="password"),
    path("security/confirm", password.confirm, name="confirm"),
    path("security/confirm/options", factors.passkey_proof, name="passkey_proof"),
    path("security/factors", factors.factors, name="factors"),
    path("security/passkeys/new", factors.new_passkey, name="new_passkey"),
    path("security/passkeys/options", factors.passkey_options, name="passkey_options"),
    path("security/passkeys/<int:number>", factors.passkey, name="passkey"),
    path("security/passkeys/<int:number>/removal", factors.passkey_removal, name="passkey_removal"),
    path("security/app/new", factors.new_authenticator, name="new_app"),
    path("security/app/removal", factors.authenticator_removal, name="app_removal"),
    path("security/address", address.address, name="address"),
    path("security/address/code", address.code, name="address_code"),
    path("security/codes", factors.codes, name="codes"),
]
