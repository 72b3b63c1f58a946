import pytest

from preau.formats.mime.compose import forward_subject, reply_references, reply_subject

REPLIES = [
    ("Conseil", "Re: Conseil"),
    ("Re: Conseil", "Re: Conseil"),
    ("RE : Re: RE: Conseil", "Re: Conseil"),
    ("TR: Conseil", "Re: Conseil"),
    ("Fwd: RE : Tr : Conseil", "Re: Conseil"),
    ("Re[2]: Conseil", "Re: Conseil"),
    ("Ré: Conseil", "Re: Conseil"),
    ("AW: Conseil", "Re: Conseil"),
    ("Re\u00a0: Conseil", "Re: Conseil"),
    ("[profs] Re: Conseil", "Re: [profs] Conseil"),
    ("Re: [profs] Re: Conseil", "Re: [profs] Conseil"),
    ("Réf : 123", "Re: Réf : 123"),
    ("Reunion: mardi", "Re: Reunion: mardi"),
    ("a\r\nBcc: b", "Re: a Bcc: b"),
    ("", "Re:"),
    ("Re:", "Re:"),
]


@pytest.mark.parametrize(("subject", "reply"), REPLIES)
def test_an_answer_carries_one_mark(subject, reply):
    assert reply_subject(subject) == reply


FORWARDS = [("Re: Conseil", "TR: Conseil"), ("Fwd: Fw: TR : Conseil", "TR: Conseil"), ("", "TR:")]


@pytest.mark.parametrize(("subject", "forward"), FORWARDS)
def test_a_forward_carries_one_mark(subject, forward):
    assert forward_subject(subject) == forward


def test_the_mark_of_a_forward_can_be_english():
    assert forward_subject("TR: Report", mark="Fwd") == "Fwd: Report"


REFERENCES = [
    ("<b@x>", "", ("<b@x>",)),
    ("<b@x>", "<a@x>", ("<a@x>", "<b@x>")),
    ("<b@x>", ["<a@x>", "<b@x>"], ("<a@x>", "<b@x>")),
    ("", "<a@x>", ("<a@x>",)),
]


@pytest.mark.parametrize(("message_id", "references", "answer"), REFERENCES)
def test_references_end_with_the_message_answered(message_id, references, answer):
    assert reply_references(message_id, references) == answer


def test_a_long_thread_keeps_its_first_and_its_last():
    ids = [f"<{at}@x>" for at in range(100)]
    assert reply_references("<new@x>", ids) == ("<0@x>", *ids[71:], "<new@x>")
