"""The demonstration's people. All of them are made up, and marked as demonstration everywhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One part of the play, the same in each académie. `kind` groups them for tools and tests."""

    kind: str
    feminine: str
    masculine: str
    client: str


# The order counts: identifiers are given in this order, a digit to whoever comes second.
ROLES: dict[str, Role] = {
    "main": Role("teacher", "Professeure {of}", "Professeur {of}", "thunderbird"),
    "colleague": Role("teacher", "Professeure {of}", "Professeur {of}", "webmail"),
    "maths": Role(
        "teacher", "Professeure de mathématiques", "Professeur de mathématiques", "apple"
    ),
    "eps": Role("teacher", "Professeure d’EPS", "Professeur d’EPS", "iphone"),
    "head": Role("head", "{lead_f}", "{lead_m}", "outlook"),
    "cpe": Role(
        "cpe",
        "Conseillère principale d’éducation",
        "Conseiller principal d’éducation",
        "thunderbird",
    ),
    "secretary": Role("secretary", "Secrétaire de direction", "Secrétaire de direction", "outlook"),
    "manager": Role("administrative", "Adjointe gestionnaire", "Adjoint gestionnaire", "outlook"),
    "inspector": Role("inspector", "IA-IPR {of}", "IA-IPR {of}", "outlook"),
    "office": Role(
        "administrative",
        "Gestionnaire, division des personnels enseignants",
        "Gestionnaire, division des personnels enseignants",
        "convergence",
    ),
    "support": Role("support", "Assistance informatique", "Assistance informatique", "thunderbird"),
    "primary": Role("teacher", "Directrice d’école", "Directeur d’école", "webmail"),
}


@dataclass(frozen=True)
class Setting:
    """Where one académie's play is set, and who plays: part → (given name, family name, f or m)."""

    city: str
    school: str
    uai_digits: str
    is_lycee: bool
    subject: str
    people: dict[str, tuple[str, str, str]]
    nearly_full: str = ""


SETTINGS: dict[str, Setting] = {
    "poitiers": Setting(
        city="Poitiers",
        school="Collège Les Tilleuls (démonstration)",
        uai_digits="0860001",
        is_lycee=False,
        subject="lettres",
        people={
            "main": ("Claire", "Morineau", "f"),
            "colleague": ("Bérengère", "D’Alonzac", "f"),
            "maths": ("Hervé", "Guilloteau", "m"),
            "eps": ("Maëlys", "Bernardeau", "f"),
            "head": ("Sylvie", "Roussillon", "f"),
            "cpe": ("Nicolas", "Texereau", "m"),
            "secretary": ("Brigitte", "Pasquereau", "f"),
            "manager": ("Gaëtan", "Le Bihannic", "m"),
            "inspector": ("Françoise", "Daubignard", "f"),
            "office": ("Thomas", "Ferrandou", "m"),
            "support": ("Inès", "Belkacemi", "f"),
            "primary": ("Élodie", "Charpentier-Royer", "f"),
        },
    ),
    "paris": Setting(
        city="Paris",
        school="Lycée du Canal (démonstration)",
        uai_digits="0759001",
        is_lycee=True,
        subject="histoire-géographie",
        people={
            "main": ("Hélène", "Vasseur-Brunel", "f"),
            "colleague": ("Mathieu", "Grandjouan", "m"),
            "maths": ("Karim", "Benyahiaoui", "m"),
            "eps": ("Pauline", "Le Guennou", "f"),
            "head": ("Jean-Marc", "Delahoussaye", "m"),
            "cpe": ("Aminata", "Sangarébou", "f"),
            "secretary": ("Monique", "Fauchetier", "f"),
            "manager": ("Loïc", "Kermarquer", "m"),
            "inspector": ("Anne-Laure", "Sauvageon", "f"),
            "office": ("Stéphane", "Rigaudeau", "m"),
            "support": ("Yohann", "Petitjeannot", "m"),
            "primary": ("Mai-Lan", "Tranvouez", "f"),
        },
        nearly_full="eps",
    ),
    "montpellier": Setting(
        city="Montpellier",
        school="Collège de la Garrigue (démonstration)",
        uai_digits="0349001",
        is_lycee=False,
        subject="sciences de la vie et de la Terre",
        people={
            "main": ("Magali", "Estévenon", "f"),
            "colleague": ("Rémy", "Carcassès", "m"),
            "maths": ("Jérôme", "Cazaletti", "m"),
            "eps": ("Océane", "Fabrègue", "f"),
            "head": ("Régis", "Puechmaillet", "m"),
            "cpe": ("Samira", "Haddadène", "f"),
            "secretary": ("Josiane", "Combettes", "f"),
            "manager": ("Éric", "Soulayrac", "m"),
            "inspector": ("Marie-Noëlle", "Castanier", "f"),
            "office": ("Baptiste", "Rouquettou", "m"),
            "support": ("Léa", "Dumas-Vidalou", "f"),
            "primary": ("Aurélie", "Thérondel", "f"),
        },
    ),
    "amiens": Setting(
        city="Amiens",
        school="Collège du Beffroi (démonstration)",
        uai_digits="0809001",
        is_lycee=False,
        subject="anglais",
        people={
            "main": ("Julien", "Lefèvrier", "m"),
            "colleague": ("Justine", "Lefèvrier", "f"),
            "maths": ("Maxence", "Debruyère", "m"),
            "eps": ("Grégory", "Dubuissez", "m"),
            "head": ("Véronique", "Caudronnier", "f"),
            "cpe": ("Farid", "Messaoudène", "m"),
            "secretary": ("Chantal", "Obrytier", "f"),
            "manager": ("Benoît", "Trancartier", "m"),
            "inspector": ("Philippe", "Wattebledoux", "m"),
            "office": ("Noémie", "Delaportaz", "f"),
            "support": ("Rémi", "Carpentelier", "m"),
            "primary": ("Séverine", "Boulangeot", "f"),
        },
    ),
}

PUPILS: tuple[tuple[str, str], ...] = (
    ("Chloé", "f"), ("Mathis", "m"), ("Anaïs", "f"), ("Léo", "m"), ("Noémie", "f"),
    ("Théo", "m"), ("Maëlle", "f"), ("Raphaël", "m"), ("Inaya", "f"), ("Loïs", "m"),
    ("Zoé", "f"), ("Adrien", "m"), ("Fanta", "f"), ("Gaspard", "m"), ("Lina", "f"),
    ("Timéo", "m"), ("Agathe", "f"), ("Ilyès", "m"), ("Garance", "f"), ("Noé", "m"),
)  # fmt: skip
FAMILIES: tuple[str, ...] = (
    "Gauthier-Lasne", "Béranger", "Nguyen-Moulin", "Ferrero", "Lacombe", "Diallo-Petit",
    "Chauvineau", "Da Costa", "Mercadier", "Østergaard", "Boisvert", "Haddou", "Lemoigne",
    "Saint-Aubin", "Vignolles", "Kowalczyk", "Péricard", "Ruffier", "Ben Salah", "Œuvrard",
)  # fmt: skip
PARENTS: tuple[tuple[str, str], ...] = (
    ("Nathalie", "f"), ("Laurent", "m"), ("Sandrine", "f"), ("Mehdi", "m"), ("Cécile", "f"),
    ("François", "m"), ("Awa", "f"), ("Grégoire", "m"), ("Émilie", "f"), ("Joaquim", "m"),
)  # fmt: skip
