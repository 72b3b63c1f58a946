"""What a staff system can say and read: less than RFC 7643 allows, and all of it is kept."""

from typing import Annotated

from pydantic import Field
from scim2_models import (
    URN,
    ComplexAttribute,
    Extension,
    Mutability,
    Required,
    Resource,
    Returned,
    Uniqueness,
)
from scim2_models.resources.resource import AnyExtension

ReadOnly = Mutability.read_only


class Name(ComplexAttribute):
    family_name: Annotated[str | None, Required.true] = None
    """Family name."""

    given_name: Annotated[str | None, Required.true] = None
    """First name."""


class Email(ComplexAttribute):
    value: Annotated[str | None, ReadOnly] = None
    """An address that reaches the person."""

    primary: Annotated[bool | None, ReadOnly] = None
    """The one that letters are written from; the others are for life."""


class Membership(ComplexAttribute):
    value: Annotated[str | None, ReadOnly] = None
    """The group's id."""

    display: Annotated[str | None, ReadOnly] = None
    """Its name."""


class Post(ComplexAttribute):
    function: str | None = None
    """As the directory shows it."""

    uai: str | None = Field(default=None, examples=["0860001J", "0790709S"])
    """The code of the school."""

    school_name: str | None = None
    """The school or service, in words."""

    starts_on: str | None = Field(default=None, examples=["2026-09-01", "2026-10-15"])
    """2026-09-01; within the post."""

    ends_on: str | None = Field(default=None, examples=["2099-08-31", "2098-08-31"])
    """2027-08-31; within the post."""


class StaffMember(Extension):
    """What belongs to a member of staff besides the account."""

    __schema__ = URN("urn:preau:scim:schemas:1.0:StaffMember")

    numen: Annotated[str | None, Mutability.write_only, Returned.never] = None
    """Kept as a keyed hash, never given back."""

    birth_date: str | None = Field(default=None, examples=["1980-03-02", "1975-07-14"])
    """1980-03-02."""

    category: str | None = None
    """A word of the académie's table of staff categories."""

    second_address: Annotated[str | None, Mutability.write_only, Returned.never] = Field(
        default=None, examples=["jeanne@maison.example", "jean@maison.example"]
    )
    """An address outside; one that its owner proved is never replaced."""

    posts: list[Post] | None = None
    """Every post in this académie that has not ended."""

    state: Annotated[str | None, ReadOnly] = None
    """expected, to_activate, active, suspended."""


class User(Resource[AnyExtension]):
    """An account in the académie."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Mutability.immutable, Uniqueness.server] = None
    """The identifier; what cannot be one asks for one by the académie's rule."""

    name: Annotated[Name | None, Required.true] = None
    """First name and family name."""

    display_name: Annotated[str | None, ReadOnly] = None
    """Both names."""

    active: bool | None = None
    """False suspends the account; true restores it."""

    emails: Annotated[list[Email] | None, ReadOnly] = None
    """By the académie's rule; the primary one first."""

    groups: Annotated[list[Membership] | None, ReadOnly] = None
    """Functional boxes the person was let into."""


class Member(ComplexAttribute):
    value: Annotated[str | None, Mutability.immutable] = None
    """The id of a user."""

    display: Annotated[str | None, ReadOnly] = None
    """Their identifier."""


class Group(Resource):  # type: ignore[type-arg]
    """A functional box of a school or a service, and who works in it."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, ReadOnly] = None
    """The box's name."""

    address: Annotated[str | None, ReadOnly] = None
    """Its address."""

    members: list[Member] | None = None
    """Who opens it and writes in its name."""


StaffUser = User[StaffMember]
MODELS = (User, StaffMember, Group)
