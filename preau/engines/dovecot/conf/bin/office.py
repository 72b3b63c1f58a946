"""The words of an OpenDocument or Office Open XML file, for the index."""

import html
import re
import sys
import zipfile

MOST_OCTETS = 16 * 1024 * 1024
PARTS = re.compile(
    r"content\.xml|word/(document|header\d*|footer\d*|footnotes|comments)\.xml"
    r"|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml|ppt/slides/slide\d+\.xml"
)
# Only these part words; a run or a span may begin in the middle of one.
BREAK = re.compile(
    r"</?(?:w:p|w:tab|w:br|a:p|a:br|text:p|text:h|text:s|text:tab|text:line-break|si|row|c|v)"
    r"(?:\s[^>]*)?/?>"
)
TAG = re.compile(r"<[^>]*>")


def words(path: str) -> str:
    left = MOST_OCTETS
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if PARTS.fullmatch(name) and left > 0:
                with archive.open(name) as part:
                    raw = part.read(left)
                left -= len(raw)
                texts.append(plain(raw.decode("utf-8", "replace")))
    return "\n".join(texts)


def plain(markup: str) -> str:
    return html.unescape(TAG.sub("", BREAK.sub(" ", markup)))


if __name__ == "__main__":
    sys.stdout.buffer.write(words(sys.argv[1]).encode())
