import time

import pytest

from preau.formats.mime.plain import html_to_text, own_and_quoted, preview, text_to_html

ATTRIBUTES = 'rel="noopener noreferrer" target="_blank"'


def link(href, shown=None):
    return f'<a href="{href}" {ATTRIBUTES}>{shown or href}</a>'


HTML = [
    ("a", "a<br>\n"),
    ("a\r\nb\rc\n", "a<br>\nb<br>\nc<br>\n"),
    ("<b>&\"'", "&lt;b&gt;&amp;\"'<br>\n"),
    ("  a  b\tc", "&nbsp; a&nbsp; b&nbsp; &nbsp; c<br>\n"),
    ("a\0\x1bb", "ab<br>\n"),
    ("> a", "<blockquote>a<br>\n</blockquote>"),
    ("> a\nb", "<blockquote>a<br>\n</blockquote>b<br>\n"),
    (">> a\n> b", "<blockquote><blockquote>a<br>\n</blockquote>b<br>\n</blockquote>"),
    ("> > a", "<blockquote><blockquote>a<br>\n</blockquote></blockquote>"),
    ("a\n-- \nLéa", 'a<br>\n<div class="signature">-- <br>\nLéa<br>\n</div>'),
    ("> -- \n> Léa", "<blockquote>-- <br>\nLéa<br>\n</blockquote>"),
    ("http://x.fr", link("http://x.fr") + "<br>\n"),
    ("(https://x.fr/a_(b)).", f"({link('https://x.fr/a_(b)')}).<br>\n"),
    ("http://x.fr/?a=1&b=2", link("http://x.fr/?a=1&amp;b=2") + "<br>\n"),
    ('http://x.fr/"onclick=a', link("http://x.fr/") + '"onclick=a<br>\n'),
    ("<http://x.fr>", f"&lt;{link('http://x.fr')}&gt;<br>\n"),
    (
        "www.x.fr, a@b.fr !",
        f"{link('http://www.x.fr', 'www.x.fr')}, {link('mailto:a@b.fr', 'a@b.fr')} !<br>\n",
    ),
    ("mailto:a@b.fr", link("mailto:a@b.fr") + "<br>\n"),
    ("http://x.fr/\u202etxt", link("http://x.fr/") + "\u202etxt<br>\n"),
    ("javascript:alert(1) data:text/html,x", "javascript:alert(1) data:text/html,x<br>\n"),
]


@pytest.mark.parametrize(("text", "html"), HTML)
def test_plain_text_becomes_safe_html(text, html):
    assert text_to_html(text) == html


FLOWED = [
    ("un \ndeux", "un deux<br>\n"),
    ("un\ndeux", "un<br>\ndeux<br>\n"),
    ("> un \n> deux\n", "<blockquote>un deux<br>\n</blockquote>"),
    ("> un \n>> deux", "<blockquote>un <br>\n<blockquote>deux<br>\n</blockquote></blockquote>"),
    (" >stuffed", "&gt;stuffed<br>\n"),
    ("un \n-- \nLéa", 'un <br>\n<div class="signature">-- <br>\nLéa<br>\n</div>'),
]


@pytest.mark.parametrize(("text", "html"), FLOWED)
def test_flowed_lines_are_put_together_again(text, html):
    assert text_to_html(text, flowed=True) == html


def test_delsp_deletes_the_blank_that_made_the_line_flow():
    assert text_to_html("日 \n本", flowed=True, delsp=True) == "日本<br>\n"


TEXTS = [
    ("a", "a"),
    ("<p>a</p><p>b</p>", "a\n\nb"),
    ("<p>a<p>b", "a\n\nb"),
    ("<div>a</div><div>b<br>c</div>", "a\nb\nc"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("a\n   b&nbsp;c &eacute; &lt;", "a b\u00a0c é <"),
    ('<a href="https://x.fr">le site</a>', "le site <https://x.fr>"),
    ('<a href="https://x.fr/">https://x.fr</a>', "https://x.fr"),
    ('<a href="mailto:a@b.fr">a@b.fr</a>', "a@b.fr"),
    ("<a href='https://x.fr'><img src=a alt=Logo></a>", "Logo <https://x.fr>"),
    ('<a href="javascript:alert(1)">ici</a>', "ici"),
    ("<ul><li>un</li><li>deux</li></ul>", "- un\n- deux"),
    ("<ul><li>un<li>deux</ul>fin", "- un\n- deux\n\nfin"),
    ("<ol start=3><li>un</li><li>deux</li></ol>", "3. un\n4. deux"),
    ("<ul><li>un<ul><li>sous</li></ul></li><li>deux</li></ul>", "- un\n  - sous\n- deux"),
    ("<ul><li><p>un</p><p>suite</p></li></ul>", "- un\n\n  suite"),
    ("<p>a</p><blockquote>b<br>c</blockquote><p>d</p>", "a\n\n> b\n> c\n\nd"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n\nc"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("<blockquote><ul><li>a</li></ul></blockquote>", "> - a"),
    ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ("<h1>Titre</h1>texte", "Titre\n\ntexte"),
    ("<style>p{}</style><script>a<b</script><title>t</title>ok<!-- non -->", "ok"),
    ("<script>never closed", "never closed"),
    ("<!-- never closed", ""),
    ("a < b > c", "a < b > c"),
    ("</ul></li></blockquote>a", "a"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "text"), TEXTS)
def test_html_becomes_good_plain_text(html, text):
    assert html_to_text(html) == text


PREVIEWS = [
    ("Bonjour à tous", 50, "Bonjour à tous"),
    ("Bonjour\r\n\r\n  à tous", 50, "Bonjour à tous"),
    ("Bonjour à tous", 12, "Bonjour à…"),
    ("Anticonstitutionnellement", 8, "Anticon…"),
    ("> cité\nRéponse\n-- \nLéa", 50, "Réponse"),
    ("> tout est cité", 50, "> tout est cité"),
    ("a\u200b\u200c\u034f\u00ad b", 50, "a b"),
    ("", 50, ""),
]


@pytest.mark.parametrize(("text", "length", "line"), PREVIEWS)
def test_a_preview_is_the_first_words_of_the_sender(text, length, line):
    assert preview(text, length) == line


HORRORS = [
    "(" * 9 + "http://x/" + ")" * 200_000,
    "a@" * 200_000,
    "www." * 100_000,
    ">" * 300_000,
    "> \n" * 100_000,
]


@pytest.mark.parametrize("text", HORRORS, ids=lambda text: text[:5])
def test_long_runs_of_text_take_less_than_a_second(text):
    before = time.process_time()
    text_to_html(text)
    text_to_html(text, flowed=True)
    assert time.process_time() - before < 1


TAGS = [
    "<div>",
    "<blockquote>",
    "<!--",
    '<a href="',
    "<ul><li>",
    "<",
    "<svg>",
    "</li>",
    "<a href='x'>",
    "&",
]


@pytest.mark.parametrize("tag", TAGS)
def test_a_hundred_thousand_tags_take_less_than_a_second(tag):
    before = time.process_time()
    html_to_text(tag * 100_000)
    assert time.process_time() - before < 1


LONG = "> a\n> b\n>\n>> c\n"


@pytest.mark.parametrize(
    ("own", "quoted"),
    [
        ("Oui.\n\n", LONG),
        ("Oui.\n\n", f"Le 12 novembre 2026, Claire a écrit\xa0:\n\n{LONG}"),
        (
            "Oui.\n\n",
            f"Le 12 novembre 2026 à 14:32, Claire Lefèvre\n<c@x.fr> a écrit :\n{LONG}\n\n",
        ),
        ("Yes.\n", f"On Thursday Claire wrote:\n{LONG}"),
        ("Claire,\nil a écrit\n", LONG),
        ("Oui.\n", "-----Message d'origine-----\nDe : Claire\nObjet : x\n\nBonjour\n"),
        ("Oui.\r\n", LONG.replace("\n", "\r\n")),
        ("Oui.\n> a\n> b\n", ""),
        (LONG, ""),
        (f"{LONG}Oui.\n", ""),
        (f"-----Message d'origine-----\n{LONG}", ""),
        ("", ""),
    ],
)
def test_the_long_quote_a_message_ends_on_is_told_apart(own: str, quoted: str) -> None:
    assert own_and_quoted(own + quoted) == (own, quoted)
