"""A file too heavy for a letter leaves as a link, and is fetched by who receives it, octet for octet."""

from datetime import timedelta

from django.utils import timezone

from preau.files import store
from preau.files.actions import checking
from preau.files.actions.cleaning import forget_over
from preau.files.models import Content, KeptFile, Link
from preau.mail.models import DraftAttachment
from tests.files.parcels import MB, given_out, leave, links_in, octets, send, write
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import EICAR, letter, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.drafts import begin, row, version

HEAVY = octets(60 * MB)


def stranger(person_host: Visitor) -> Visitor:
    """Somebody without an account, at the same address."""
    return Visitor(person_host.port, person_host.host)


def open_to(visitor: Visitor, path: str) -> str:
    """The address of its one file, once the antivirus has looked."""
    found = eventually(lambda: visitor.get(path).all("a.link-download"))
    return str(found[0]["href"])


def test_a_heavy_file_leaves_as_a_link_and_arrives_octet_for_octet(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Sortie")
    draft = write(claire, visitor, to=karim.who, subject=subject)
    fragment = send(visitor, draft, HEAVY, "film d’été.mp4")
    assert [str(one["data-preau-name"]) for one in fragment.all("[data-preau-link] li")] == [
        "film d’été.mp4"
    ]
    assert leave(visitor, draft).toasts == ["Message sent"]
    got = karim.program().waits_for(subject)
    plain = got.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = got.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert links_in(plain) == links_in(html)
    (path,) = set(links_in(html))
    assert "film d’été.mp4 (60 MB)" in plain
    anyone = stranger(visitor)
    fetched = anyone.get(open_to(anyone, path))
    assert (fetched.status, fetched.body == HEAVY) == (200, True)
    assert (
        fetched.headers["content-disposition"],
        fetched.headers["content-type"],
        fetched.headers["x-content-type-options"],
        fetched.headers["content-security-policy"],
    ) == (
        "attachment; filename*=utf-8''film%20d%E2%80%99%C3%A9t%C3%A9.mp4",
        "application/octet-stream",
        "nosniff",
        "default-src 'none'; sandbox",
    )
    mine = visitor.get("/files/links")
    assert "Downloaded 1 time, on" in mine.words


def test_a_file_of_any_weight_may_be_made_a_link_and_options_are_kept(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor)
    light = octets(11 * MB, "light")
    page = visitor.post(
        draft + "attachments", files=[("file", ("plan.pdf", "application/pdf", light))], htmx={}
    )
    moved = visitor.post(str(page.one("button[formaction$='/link']")["formaction"]), htmx={})
    chosen = visitor.post(draft + "link", link_days="7", link_password="ouvre-toi", htmx={})
    assert (
        [str(one["data-preau-name"]) for one in moved.all("[data-preau-link] li")],
        DraftAttachment.objects.filter(draft=row(draft)).count(),
        str(chosen.one("[name=link_days] [selected]")["value"]),
        "Without password" in chosen.words,
    ) == (["plan.pdf"], 0, "7", True)


def told(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.words


def test_a_password_is_asked_before_anything_is_said_and_guessing_ends(hire: Engage) -> None:
    person = hire()
    link = given_out(person, octets(MB, "secret"), link_days="30", link_password="ouvre-toi")
    path, anyone = f"/files/l/{link.token}", stranger(person.visitor())
    asked = anyone.get(path)
    assert ("plan.pdf" in asked.words, asked.all("a.link-download")) == (False, [])
    assert anyone.get(path + "/1").location == path
    assert anyone.post(path, password="sésame").status == 422
    assert anyone.post(path, password="ouvre-toi").status == 302
    assert anyone.get(open_to(anyone, path)).body == octets(MB, "secret")
    guesser = stranger(person.visitor())
    said = [guesser.post(path, password=f"essai{n}").status for n in range(10)]
    assert (said[-2:], "ouvre-toi" in link.password) == ([422, 429], False)
    assert guesser.post(path, password="ouvre-toi").status == 429
    assert (
        "wrong passwords were typed for files of yours."
        in person.visitor().get("/settings/activity").words
    )


def test_without_script_a_password_typed_beside_the_letter_protects_it(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor, to=person.who, subject=unique("Plans"))
    send(visitor, draft, octets(34 * MB, "plain"))
    form = {"version": "1", "to": person.who, "subject": "Plans", "warned": "1"}
    chosen = {"link_days": "7", "link_password": "ouvre-toi"}
    assert visitor.post(draft + "dispatch", form | chosen).status == 302  # type: ignore[arg-type]
    link = eventually(
        lambda: Link.objects.exclude(expires_at=None).filter(owner=person.account).first()
    )
    assert (link.days, bool(link.password)) == (7, True)
    page = stranger(visitor).get(f"/files/l/{link.token}")
    assert (len(page.all("#password")), page.all("a.link-download")) == (1, [])


def test_what_becomes_of_a_copy_leaves_the_link_of_the_other_letter_alone(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor, to=person.who, subject=unique("Deux"))
    send(visitor, draft, octets(34 * MB, "both"))
    both = visitor.post(draft, version="0", copy="1", subject="La copie", htmx={})
    copy = str(both.json["url"])
    first, second = row(draft).link, row(copy).link
    assert first is not None and second is not None
    assert first.pk != second.pk and person.account.kept_files.count() == 1
    assert leave(visitor, draft).toasts == ["Message sent"]
    eventually(lambda: Link.objects.exclude(expires_at=None).filter(pk=first.pk).first())
    visitor.post(str(visitor.get(copy).one("[data-preau-link] [data-preau-remove]")["formaction"]))
    assert (first.files.count(), second.files.count()) == (1, 0)
    visitor.post(copy + "discard", version=version(visitor.get(copy)), htmx={})
    anyone = stranger(visitor)
    assert anyone.get(open_to(anyone, f"/files/l/{first.token}")).status == 200


def test_over_revoked_invented_and_elsewhere_answer_alike(hire: Engage) -> None:
    person, odile = hire(), hire("Odile", academy="paris")
    link = given_out(person, octets(MB, "over"))
    path, anyone = f"/files/l/{link.token}", stranger(person.visitor())
    open_to(anyone, path)
    nowhere = told(anyone.get("/files/l/" + "x" * 32))
    assert nowhere[0] == 404
    assert told(stranger(odile.visitor()).get(path))[0] == 404
    Link.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    assert (told(anyone.get(path)), told(anyone.get(path + "/1"))) == (nowhere, nowhere)
    mine = person.visitor()
    mine.post(f"/files/links/{link.pk}/prolonging", days="7")
    assert anyone.get(path).status == 200
    mine.post(f"/files/links/{link.pk}/revocation")
    assert (told(anyone.get(path)), told(anyone.get(path + "/1"))) == (nowhere, nowhere)
    assert mine.post(f"/files/links/{link.pk}/prolonging", days="7").status == 403


def test_nobody_sees_or_changes_anothers_links(hire: Engage) -> None:
    person, karim = hire(), hire("Karim")
    link = given_out(person, octets(MB, "mine"))
    other = karim.visitor()
    for verb in ("prolonging", "revocation"):
        theirs = other.post(f"/files/links/{link.pk}/{verb}", days="7")
        absent = other.post(f"/files/links/999999/{verb}", days="7")
        assert (told(theirs), theirs.status) == (told(absent), 404)
    assert "No link yet" in other.get("/files/links").words
    Link.objects.get(pk=link.pk, revoked_at=None)


def test_a_virus_is_given_to_nobody_and_without_antivirus_everybody_waits(
    house: House, hire: Engage
) -> None:
    person = hire()
    with house.without("clamd"):
        link = given_out(person, EICAR.encode(), "facture.pdf.com")
        anyone, path = stranger(person.visitor()), f"/files/l/{link.token}"
        waiting = anyone.get(path)
        assert (waiting.all("a.link-download"), anyone.get(path + "/1").status) == ([], 302)
        assert "L’antivirus l’examine." in waiting.words
    checking.check_due(timezone.now() + timedelta(minutes=10))
    page = anyone.get(path)
    assert [one.get_text() for one in page.all(".link-bad")] == [
        "Il contient un virus\xa0: il ne peut pas être téléchargé."
    ]
    assert (page.all("a.link-download"), anyone.get(path + "/1").status) == ([], 302)


def test_a_letter_with_a_virus_beside_it_does_not_leave(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor, to=person.who, subject=unique("Facture"))
    send(visitor, draft, f"{EICAR}\r\n".encode(), "facture.pdf.com")
    attached = row(draft).attachments.get()
    visitor.post(f"{draft}attachments/{attached.pk}/link", htmx={})
    eventually(lambda: visitor.get(draft).all(".composer-file-bad"))
    refused = leave(visitor, draft)
    assert (refused.status, "holds a virus: take it out" in refused.words) == (422, True)


def test_the_same_octets_are_kept_once_until_nobody_needs_them(hire: Engage) -> None:
    body, now = octets(MB, unique("shared")), timezone.now()
    first, second = given_out(hire(), body), given_out(hire("Karim"), body, "copie.pdf")
    (content,) = {one.content for one in KeptFile.objects.filter(links__in=[first, second])}
    path = store.content_path(content.sha256)
    assert (path.read_bytes() == body, content.kept.count()) == (True, 2)
    first.owner.kept_files.get()
    Link.objects.filter(pk=first.pk).update(expires_at=now)
    forget_over(now + timedelta(days=6))
    assert content.kept.count() == 2
    forget_over(now + timedelta(days=8))
    assert (content.kept.count(), path.exists()) == (1, True)
    Link.objects.filter(pk=second.pk).update(revoked_at=now)
    forget_over(now + timedelta(minutes=1))
    assert (Content.objects.filter(pk=content.pk).exists(), path.exists()) == (False, False)


def test_a_letter_thrown_away_takes_its_files_along(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    send(visitor, draft, HEAVY)
    assert person.account.kept_files.count() == 1
    visitor.post(draft + "discard", version="0", htmx={})
    assert (person.account.kept_files.count(), person.account.links.count()) == (0, 0)


def test_a_suspended_account_gives_nothing_any_more(hire: Engage) -> None:
    person = hire()
    link = given_out(person, octets(MB, "stolen"))
    anyone = stranger(person.visitor())
    open_to(anyone, f"/files/l/{link.token}")
    person.account.state = "suspended"
    person.account.save()
    assert anyone.get(f"/files/l/{link.token}").status == 404


HOSTILE = [
    '"><script>alert(1)</script>.pdf',
    "../../etc/passwd",
    "a\r\nSet-Cookie: x=1.txt",
    "\u202egpj.exe",
]


def test_hostile_names_are_only_names(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = write(person, visitor, to=person.who, subject=unique("Noms"))
    for number, name in enumerate(HOSTILE):
        send(visitor, draft, octets(64, f"name{number}"), name)
        attached = row(draft).attachments.get()
        visitor.post(f"{draft}attachments/{attached.pk}/link", htmx={})
    token = row(draft).link.token  # type: ignore[union-attr]
    leave(visitor, draft)
    anyone = stranger(visitor)
    page = eventually(
        lambda: len((p := anyone.get(f"/files/l/{token}")).all("a.link-download")) == 4 and p
    )
    names = [one.get_text() for one in page.all(".link-name")]
    assert names == ["script_.pdf", "passwd", "a Set-Cookie_ x=1.txt", "gpj.exe"]
    heads = [anyone.get(str(one["href"])).headers for one in page.all("a.link-download")]
    assert {("set-cookie" in one, one["content-type"]) for one in heads} == {
        (False, "application/octet-stream")
    }


def test_a_part_of_a_file_is_given_and_not_counted_again(hire: Engage) -> None:
    person = hire()
    body = octets(5 * MB, "ranges")
    link = given_out(person, body)
    anyone = stranger(person.visitor())
    url = open_to(anyone, f"/files/l/{link.token}")
    whole = anyone.get(url)

    def part(asked: str, **more: str) -> Answer:
        return anyone.request("GET", url, {"Range": asked, **more})

    rest = part(f"bytes={4 * MB}-", **{"If-Range": whole.headers["etag"]})
    assert (rest.status, rest.body == body[4 * MB :], rest.headers["content-range"]) == (
        206,
        True,
        f"bytes {4 * MB}-{5 * MB - 1}/{5 * MB}",
    )
    assert (part("bytes=99999999-").status, part("bytes=5-9", **{"If-Range": '"x"'}).status) == (
        416,
        200,
    )
    head = anyone.request("HEAD", url, {})
    assert (head.status, head.headers["content-length"], head.body) == (200, str(5 * MB), b"")
    assert link.downloads.count() == 1


def test_what_is_forwarded_and_too_heavy_for_the_letter_leaves_beside_it(hire: Engage) -> None:
    person = hire(academy="paris")
    film = octets(16 * MB, "forwarded")
    made = letter("Film", attachments=(("film.mp4", "video/mp4", film),))
    ident = person.program().keep(made)[0]
    visitor = person.visitor()
    draft = begin(person, visitor, forward=f"inbox/{ident}")
    (kept,) = person.account.kept_files.all()
    assert (row(draft).attachments.count(), kept.name) == (0, "film.mp4")
    assert store.content_path(kept.content.sha256).read_bytes() == film
