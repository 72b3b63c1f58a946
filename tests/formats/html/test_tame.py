import pytest

from preau.formats.html.tame import is_calm, tamed


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<p>un<p>deux", "<p>un</p><p>deux</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        ),
        ("<b>a</i>b", "<b>ab</b>"),
        ("<b><i>a</b>b</i>", "<b><i>a</i></b>b"),
        ("a < b", "a &lt; b"),
        ("<x-y>a</x-y>", "a"),
        ("<IMG SRC=a ALT='\"'>", '<img src="a" alt="&quot;">'),
        ("<p onclick=1 title=x>", '<p title="x"></p>'),
        ("a<!-- <b> -->c<!doctype x>d", "acd"),
        ("<script><b></script>a<style>b", "ab"),
        ("<p title='", '<p title=""></p>'),
    ],
)
def test_a_document_is_written_again_well_nested(html: str, written: str) -> None:
    assert tamed(html) == (written, False)


@pytest.mark.parametrize(
    ("html", "calm"),
    [
        ("<p>x</p>" * 1_000, True),
        ("<div>" * 5_000, False),
        ("<p " + "a " * 3_000 + ">", False),
        ("&amp;" * 11_000, False),
        ("x" * 300_001, False),
        ("".join(f"<b title={n}>" for n in range(900)) + "<p>t" * 900, False),
    ],
)
def test_ordinary_documents_are_calm(html: str, *, calm: bool) -> None:
    assert is_calm(html) == calm
