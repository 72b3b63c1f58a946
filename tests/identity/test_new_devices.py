"""A sign-in from where nobody of this account ever came is told: once, on every channel."""

from django.utils import timezone

from preau.identity.models import KnownOrigin, SecondAddress
from preau.journal.models import Entry
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.listening import listening
from tests.house.postbag import unique
from tests.house.waiting import eventually
from tests.identity.browsers import (
    HOME,
    IPHONE,
    SCHOOL,
    SEASIDE,
    Browsing,
    browser,
    come_in,
    sign_in,
)

NEW = "sign_in.new_device"


def told(person: Person) -> int:
    return Entry.objects.filter(actor=person.login, verb=NEW).count()


def with_second_address(person: Person) -> str:
    address = f"{unique('maison')}@maison.example"
    SecondAddress.objects.create(
        person=person.account.person, address=address, proved_at=timezone.now()
    )
    return address


def test_the_first_sign_in_of_all_surprises_nobody(house: House, hire: Engage) -> None:
    person = hire()
    come_in(house, person)
    assert told(person) == 0


def test_a_new_browser_on_a_new_network_is_told_by_mail_and_at_the_second_address(
    house: House, hire: Engage
) -> None:
    person = hire()
    second = with_second_address(person)
    come_in(house, person)
    come_in(house, person, agent=IPHONE, address=SEASIDE)
    letter = person.program().waits_for("A new sign-in to your account").get_content()
    words = [
        "Browser: Safari on iPhone", "Network: 192.0.2.0/24", "It was you? Then there is nothing",
        "messagerie.ac-poitiers.fr/settings/sessions", "messagerie.ac-poitiers.fr/settings/security",
        "05 16 52 66 86",
    ]  # fmt: skip
    assert [word for word in words if word not in letter] == []
    assert "http" not in letter
    outside = house.world.waits_for(second).message
    assert outside.get_content().split() == letter.split()


def test_it_is_told_in_open_pages_and_to_nobody_else(house: House, hire: Engage) -> None:
    person, other = hire(), hire("Karim")
    here = come_in(house, person)
    with listening(here) as ear, listening(other.visitor()) as stranger:
        come_in(house, person, agent=IPHONE, address=SEASIDE)
        (said,) = eventually(lambda: ear.kinds("sign-in"))
        assert stranger.kinds("sign-in") == []
    assert said["sentence"] == (
        "Somebody has just signed in to your account: Safari on iPhone, 192.0.2.0/24."
    )


def test_one_device_is_told_once(house: House, hire: Engage) -> None:
    person = hire()
    come_in(house, person)
    phone = come_in(house, person, agent=IPHONE, address=SEASIDE)
    for address in (SCHOOL, "198.51.100.200", "2001:db8::7"):
        phone.post("/sign-out")
        phone.address = address
        sign_in(phone, person)
    assert told(person) == 1


def test_a_known_network_or_a_known_browser_is_not_new(house: House, hire: Engage) -> None:
    person = hire()
    first = come_in(house, person)
    come_in(house, person, agent=IPHONE, address=HOME)
    first.post("/sign-out")
    first.address = SEASIDE
    sign_in(first, person)
    assert told(person) == 0


def test_a_forged_mark_is_not_believed(house: House, hire: Engage) -> None:
    person = hire()
    marked = come_in(house, person)
    forged = browser(house, address=SEASIDE)
    value = marked.cookies["preau_known"]
    forged.cookies["preau_known"] = ("0" if value[0] != "0" else "1") + value[1:]
    sign_in(forged, person)
    assert told(person) == 1


def test_the_mark_ties_no_two_accounts_together(house: House, hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    shared: Browsing = come_in(house, claire)
    alone = shared.cookies["preau_known"].partition(":")[0]
    shared.post("/sign-out")
    sign_in(shared, karim)
    first, second = shared.cookies["preau_known"].partition(":")[0].split(".")
    assert (first, first == second) == (alone, False)
    digests = KnownOrigin.objects.filter(account__in=[claire.account, karim.account])
    assert digests.values("digest").distinct().count() == digests.count()


def test_a_shared_computer_is_never_marked(house: House, hire: Engage) -> None:
    person = hire()
    visitor = come_in(house, person, shared=True)
    assert "preau_known" not in visitor.cookies
    assert list(
        KnownOrigin.objects.filter(account=person.account).values_list("kind", flat=True)
    ) == ["network"]


def test_after_ending_all_others_every_browser_is_new_again(house: House, hire: Engage) -> None:
    person = hire()
    here = come_in(house, person)
    thief = come_in(house, person, agent=IPHONE, address=SEASIDE)
    here.post("/settings/sessions/others")
    come_in(house, person)
    sign_in(thief, person)
    assert told(person) == 2
