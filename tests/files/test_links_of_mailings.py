"""The heavy files of a mailing: one link for all its readers, which stays when the mailing is over."""

from preau.mail.models import Draft
from tests.files.parcels import MB, links_in, octets, send
from tests.house.fixtures import Engage
from tests.house.postbag import SECRET, unique
from tests.house.visitor import Visitor
from tests.house.waiting import eventually
from tests.web.drafts import begin, save


def test_each_reader_of_a_mailing_has_the_same_link(hire: Engage) -> None:
    claire, readers = hire("Claire"), [hire("Karim"), hire("Anne")]
    visitor, subject, film = claire.visitor(), unique("Film"), octets(34 * MB, "mailing")
    draft = begin(claire, visitor)
    save(visitor, draft, subject=subject, format="text", text=f"Bonjour {{Nom}} {SECRET}")
    send(visitor, draft, film)
    there = visitor.post(f"{draft}mailing").location
    table = "Mail;Nom\n" + "\n".join(f"{one.address};{one.name}" for one in readers)
    visitor.post(there, {}, files=[("table", ("file.csv", "text/csv", table.encode()))])
    visitor.post(f"{there}start")
    letters = [one.program().waits_for(subject) for one in readers]
    plain = [one.get_body(("plain",)).get_content() for one in letters]  # type: ignore[union-attr]
    (path,) = {path for text in plain for path in links_in(text)}
    assert [len(links_in(text)) for text in plain] == [1, 1]
    eventually(lambda: not Draft.objects.filter(mailbox__login=claire.login).exists())
    (copy,) = claire.program().letters("Sent")
    assert links_in(copy.get_body(("plain",)).get_content()) == [path]  # type: ignore[union-attr]
    anyone = Visitor(visitor.port, visitor.host)
    (url,) = eventually(lambda: anyone.get(path).all("a.link-download"))
    assert anyone.get(str(url["href"])).body == film
