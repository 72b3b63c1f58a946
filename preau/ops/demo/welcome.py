"""The first message everybody gets: what this demonstration is, and what can be tried in it."""

from datetime import datetime

from preau.ops.demo.cast import Member
from preau.ops.demo.persons import person, persons
from preau.ops.demo.posts import Post

_TEXT = """Bonjour,

Bienvenue dans Préau. Ceci est une démonstration : l’établissement, les personnes et les messages
sont inventés, et rien ne sort de cet ordinateur.

Quelques idées pour commencer :
- tapez « de:{name} réunions » dans la recherche, puis « pièce:oui avant:septembre » ;
- ouvrez le dossier Indésirables : un faux message y attend, regardez où mènent ses liens ;
- répondez à un collègue avec une pièce jointe, puis ouvrez sa boîte : le mot de passe est le même ;
- supprimez un message, puis annulez.

Bonne visite !"""


def welcome(member: Member, now: datetime) -> Post:
    known = persons(member.academy)
    sender = known["support"] if member.part != "support" else known["office"]
    text = _TEXT.format(name=known["head"].name.rpartition(" ")[2].lower())
    paragraphs = [" ".join(p.split("\n")) if "- " not in p else p for p in text.split("\n\n")]
    return Post(
        key=f"welcome/{member.login}",
        date=now,
        sender=sender,
        to=(person(member),),
        subject="Bienvenue dans la démonstration",
        text="\n\n".join(paragraphs),
    )
