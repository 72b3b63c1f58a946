import pytest

from preau.formats.html.outgoing import clean_outgoing


@pytest.mark.parametrize(
    ("html", "sent"),
    [
        ("<p>Bonjour <b>à tous</b><br>", "<p>Bonjour <b>à tous</b><br></p>"),
        (
            "<blockquote type=cite cite='mid:a@b'>x</blockquote>",
            '<blockquote type="cite" cite="mid:a@b">x</blockquote>',
        ),
        ("<blockquote cite='javascript:1'>x</blockquote>", "<blockquote>x</blockquote>"),
        (
            '<div class="preau-signature other m-x">-- </div>',
            '<div class="preau-signature">-- </div>',
        ),
        ('<div class="m-preau-quote">x</div>', '<div class="preau-quote">x</div>'),
        ("<p id=a name=b style='color:red;position:fixed'>x</p>", '<p style="color:red">x</p>'),
        ("<a href=https://a.fr/ onclick=1 target=_blank>x</a>", '<a href="https://a.fr/">x</a>'),
        ("<a href=javascript:1>x</a>", "<a>x</a>"),
        ("<img src=cid:a@b alt=Plan>", '<img src="cid:a@b" alt="Plan">'),
        (
            "<img src=/mail/jd/drafts/d/3/attachments/4>",
            '<img src="/mail/jd/drafts/d/3/attachments/4">',
        ),
        ("<img src=data:image/png;base64,AAAA>", '<img src="data:image/png;base64,AAAA">'),
        ("a<img src=https://a.fr/x alt=y>b", "ab"),
        ("a<img src=/sign-out>b", "ab"),
        ("a<img src=/mail/../sign-out>b", "ab"),
        ("a<img src=//a.fr/x>b", "ab"),
        ("<p style='background:url(https://a.fr/x)'>x</p>", '<p style="background:none">x</p>'),
        ("<style>p{color:red}</style><script>1</script><form><input>x</form>", "x"),
    ],
)
def test_what_is_sent_is_simple_html(html: str, sent: str) -> None:
    assert clean_outgoing(html) == sent


def test_pictures_of_a_draft_can_be_given_their_final_name() -> None:
    names = {"/mail/jd/drafts/d/3/attachments/4": "cid:p4@preau"}
    html = "<img src=/mail/jd/drafts/d/3/attachments/4><img src=/mail/jd/drafts/d/3/attachments/5>"
    assert clean_outgoing(html, image=names.get) == '<img src="cid:p4@preau">'
