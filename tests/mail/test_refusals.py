"""A mail server's words become the writer's."""

import pytest
from django.utils import translation

from preau.engines.errors import EngineAway, EngineError, MailRefused
from preau.mail.refusals import sentence


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            MailRefused(
                "nul@ac-poitiers.fr: <nul@ac-poitiers.fr>: Recipient address rejected: "
                "User unknown in virtual mailbox table"
            ),
            (
                "Non envoyé à nul@ac-poitiers.fr : aucune boîte n’a cette adresse ; "
                "vérifiez comment elle s’écrit."
            ),
        ),
        (
            MailRefused(
                "plein@ac-paris.fr: <plein@ac-paris.fr>: "
                "Boite pleine, message non remis / Mailbox full, message not delivered"
            ),
            (
                "Non envoyé à plein@ac-paris.fr : la boîte est pleine ; "
                "joignez cette personne autrement."
            ),
        ),
        (
            MailRefused(
                "jean.dupont@ac-poitiers.fr: <jean.dupont@ac-poitiers.fr>: Recipient address "
                "rejected: User has moved to jean.dupont@ac-paris.fr"
            ),
            (
                "Non envoyé à jean.dupont@ac-poitiers.fr : cette personne a changé d’adresse ; "
                "écrivez à jean.dupont@ac-paris.fr."
            ),
        ),
        (
            MailRefused("Message refuse : il contient un virus (Eicar) / it carries a virus"),
            (
                "Non envoyé : une pièce jointe contient un virus ; retirez-la, "
                "et faites vérifier votre ordinateur."
            ),
        ),
        (
            MailRefused(
                "paul@ecole.example: Demonstration: nothing is sent outside / rien ne part"
            ),
            (
                "Non envoyé à paul@ecole.example : cette démonstration n’envoie rien "
                "hors de ses académies."
            ),
        ),
        (
            MailRefused("Something else entirely"),
            "Non envoyé : le serveur de messagerie a répondu « Something else entirely ».",
        ),
        (
            EngineAway("postfix", "postfix does not answer."),
            "L’envoi a été tenté plusieurs fois, sans réponse. Renvoyez ce message plus tard.",
        ),
    ],
)
def test_a_refusal_says_what_to_change(error: EngineError, said: str) -> None:
    with translation.override("fr"):
        plain = sentence(error).translate({0xA0: " ", 0x202F: " "})
    assert plain == said


def test_each_refused_recipient_has_a_line() -> None:
    error = MailRefused("a@ac-paris.fr: User unknown\nb@ac-paris.fr: Domain not found")
    with translation.override("en"):
        assert sentence(error).splitlines() == [
            "Not sent to a@ac-paris.fr: no mailbox has this address: check how it is written.",
            "Not sent to b@ac-paris.fr: what follows the @ is not known: check how it is written.",
        ]
