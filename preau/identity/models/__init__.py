"""Accounts and what belongs to them; the engines read some of it through SQL views."""

from preau.identity.models.accounts import Account, AccountManager, Preference
from preau.identity.models.activation import ActivationRequest
from preau.identity.models.devices import CutOff, DevicePassword, DeviceRefusal, DeviceUse
from preau.identity.models.factors import Authenticator, Passkey, RecoveryCode
from preau.identity.models.mailboxes import (
    Address,
    EngineDomain,
    Mailbox,
    Membership,
    Relocation,
)
from preau.identity.models.notices import Notice
from preau.identity.models.people import Person, Post, SecondAddress
from preau.identity.models.proofs import OneTimeProof
from preau.identity.models.pushes import Push, PushSubscription
from preau.identity.models.recovery import RecoveryRequest
from preau.identity.models.roles import Role
from preau.identity.models.sessions import KnownOrigin, Session
from preau.identity.models.slips import Slip, SlipBatch

__all__ = [
    "Account",
    "AccountManager",
    "ActivationRequest",
    "Address",
    "Authenticator",
    "CutOff",
    "DevicePassword",
    "DeviceRefusal",
    "DeviceUse",
    "EngineDomain",
    "KnownOrigin",
    "Mailbox",
    "Membership",
    "Notice",
    "OneTimeProof",
    "Passkey",
    "Person",
    "Post",
    "Preference",
    "Push",
    "PushSubscription",
    "RecoveryCode",
    "RecoveryRequest",
    "Relocation",
    "Role",
    "SecondAddress",
    "Session",
    "Slip",
    "SlipBatch",
]
