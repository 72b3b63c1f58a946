import pytest

from preau.formats.html.addresses import host_of, link_target, web_address
from preau.formats.html.clean import clean


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://a.fr", "http://a.fr/"),
        (" HTTPS://A.fr/X?y=1&z#t ", "https://a.fr/X?y=1&z#t"),
        ("//a.fr/x", "https://a.fr/x"),
        (r"http:\\a.fr\x", "http://a.fr/x"),
        ("http:a.fr", "http://a.fr/"),
        ("http://a.fr?x=http://b.fr", "http://a.fr/?x=http://b.fr"),
        ("http://a.fr#x", "http://a.fr/#x"),
        ("ht\ntp://a.fr/", "http://a.fr/"),
        ("http://banque.fr@a.fr/", "http://a.fr/"),
        ("http://a.fr:8080/x", "http://a.fr:8080/x"),
        ("http://école.fr/é", "http://xn--cole-9oa.fr/%C3%A9"),
        ('http://a.fr/"<x>', "http://a.fr/%22%3Cx%3E"),
        ("http://%61.fr/", "http://a.fr/"),
        ("www.a.fr/x", "http://www.a.fr/x"),
        ("mailto:a@b.fr?subject=é", "mailto:a@b.fr?subject=%C3%A9"),
        ("MailTo:a@b.fr", "mailto:a@b.fr"),
        ("tel:+33 5", "tel:+335"),
        ("http://", None),
        ("http://a b.fr..é/", None),
        ('http://a_.fr"x/', None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://a.fr/", None),
        ("file:///etc/passwd", None),
        ("x.html", None),
        ("/x", None),
        ("", None),
    ],
)
def test_a_link_leads_to_the_web_a_box_or_a_telephone(address: str, target: str | None) -> None:
    assert link_target(address) == target


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://a.fr/x", "a.fr"),
        ("https://a.fr:81", "a.fr"),
        ("mailto:x@a.fr?b", "a.fr"),
        ("http://a.fr.?x", "a.fr"),
    ],
)
def test_an_address_has_a_host(address: str, host: str) -> None:
    assert host_of(address) == host


def test_an_address_too_long_is_none() -> None:
    assert web_address("http://a.fr/" + "x" * 9_000) is None


@pytest.mark.parametrize(
    ("target", "text", "is_deceptive"),
    [
        ("https://a.fr/", "Cliquez ici", False),
        ("https://a.fr/", "a.fr", False),
        ("https://www.a.fr/", "http://a.fr/page", False),
        ("https://mail.a.fr/", "a.fr", False),
        ("https://a.fr/", "Rendez-vous sur www.b.fr dès lundi", True),
        ("https://a.fr/", "https://b.fr/", True),
        ("https://a.fr/", "b.fr", True),
        ("https://a.fr/", "<b>b</b>.fr/compte", True),
        ("https://a.fr/", "b\u200b.fr", True),
        ("https://b.fr.a.fr/", "b.fr", True),
        ("https://a.fr/b.fr", "b.fr", True),
        ("https://a.fr/", "https://b.fr@a.fr/", False),
        ("https://a.fr/", "https://a.fr@b.fr/", True),
        ("https://xn--cole-9oa.fr/", "école.fr", False),
        ("https://a.fr/", "rapport.pdf", False),
        ("https://a.fr/", "J. Dupont", False),
        ("https://a.fr/", "12.05.2026", False),
        ("https://a.fr/", "contact@b.fr", True),
        ("mailto:x@a.fr", "x@a.fr", False),
        ("mailto:x@a.fr", "x@b.fr", True),
        ("tel:+335", "05.49.00.00.00", False),
        ("https://a.fr/", "<table><tr><td><a href=https://a.fr/>b.fr</a></table>", True),
    ],
)
def test_a_link_that_says_another_host_is_marked(
    target: str, text: str, *, is_deceptive: bool
) -> None:
    cleaned = clean(f'<a href="{target}">{text}</a>', cid=lambda _: None)
    assert cleaned.links[0].is_deceptive == is_deceptive
    assert ("preau-deceptive" in cleaned.html) == is_deceptive


def test_a_link_opens_apart_and_tells_where_it_leads() -> None:
    assert clean(
        "<a href='http://a.fr/x' title='b.fr' target=_top rel=opener class=k>ici</a>",
        cid=lambda _: None,
    ).html == (
        '<main class="preau-mail"><a href="http://a.fr/x" class="m-k" title="http://a.fr/x" target="_blank"'
        ' rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">ici</a></main>'
    )


def test_a_deceptive_link_tells_its_host_and_is_counted() -> None:
    cleaned = clean(
        "<a href='http://a.fr/?https://banque.fr/' class=k>banque.fr</a> <a href=http://a.fr/>x</a>",
        cid=lambda _: None,
    )
    assert cleaned.deceptive == 1
    assert 'class="preau-deceptive m-k" title="a.fr"' in cleaned.html


def test_a_link_inside_the_message_stays_inside() -> None:
    assert clean("<a href=#bas>x</a><a name=bas>y</a>", cid=lambda _: None).html == (
        '<main class="preau-mail"><a href="#m-bas">x</a><a name="m-bas">y</a></main>'
    )
