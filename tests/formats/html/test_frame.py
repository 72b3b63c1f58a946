import pytest

from preau.formats.html.frame import FRAME_CSP, SANDBOX, Ground, frame_csp, frame_document


def directives(policy: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition(" ") for part in policy.split("; "))}


def test_the_policy_allows_style_and_pictures_alone() -> None:
    assert directives(frame_csp("http://poitiers.localhost:8000/mail/jd/inbox/m/1-2/part/")) == {
        "default-src": "'none'",
        "img-src": "http://poitiers.localhost:8000/mail/jd/inbox/m/1-2/part/ data:",
        "style-src": "'unsafe-inline'",
        "script-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": SANDBOX,
    }
    assert directives(FRAME_CSP)["img-src"] == "data:"
    assert "allow-scripts" not in SANDBOX


@pytest.mark.parametrize(
    "source",
    ["*", "https:", "/part/", "http://a b", "http://a;script-src *", "http://a,x", "http://*.fr/"],
)
def test_a_source_that_would_widen_the_policy_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="No source for a policy"):
        frame_csp(source)


@pytest.mark.parametrize(
    ("html", "ground", "paper"),
    [
        ("<p>x</p>", "light", "light"),
        ("<p>x</p>", "dark", "dark"),
        ("<p>x</p>", "auto", "auto"),
        ('<p style="color:red">x</p>', "dark", "paper"),
        ('<td bgcolor="#fff">x</td>', "auto", "paper"),
        ('<font color="red">x</font>', "light", "paper"),
    ],
)
def test_a_message_with_colours_of_its_own_lies_on_white_paper(
    html: str, ground: Ground, paper: str
) -> None:
    assert f'class="{paper}"' in frame_document(html, ground=ground, lang="fr")


@pytest.mark.parametrize(("lang", "told"), [("fr", "fr"), ("en-GB", "en-GB"), ('"><b>', "fr")])
def test_the_frame_tells_its_language(lang: str, told: str) -> None:
    assert f'<html lang="{told}" ' in frame_document("", ground="light", lang=lang)
