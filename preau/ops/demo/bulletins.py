"""What the mailings say."""

from dataclasses import dataclass

Issue = tuple[str, str, tuple[tuple[str, str, str], ...]]

BULLETINS: tuple[Issue, ...] = (
    (
        "Bien commencer l’année",
        "Rentrée {year} : calendrier, nouveautés et interlocuteurs utiles, en cinq minutes.",
        (
            (
                "rentree",
                "Le calendrier de l’année",
                (
                    "Les dates des congés de votre zone et les "
                    "journées de formation, à ajouter à votre agenda en un clic."
                ),
            ),
            (
                "ppcr",
                "PPCR : qui est concerné ?",
                (
                    "Les rendez-vous de carrière de l’année sont "
                    "notifiés avant les congés d’été. Vérifiez votre dossier I-Prof."
                ),
            ),
            (
                "sante",
                "Prévention des troubles de la voix",
                (
                    "Des ateliers de deux heures sont "
                    "proposés dans chaque département, sur inscription."
                ),
            ),
        ),
    ),
    (
        "Élections et vie de l’établissement",
        "Ce mois-ci : les élections des représentants de parents et le vote électronique.",
        (
            (
                "vote",
                "Voter en ligne, pas à pas",
                (
                    "Créez votre espace électeur depuis votre "
                    "messagerie professionnelle : la démarche prend trois minutes."
                ),
            ),
            (
                "harcelement",
                "Non au harcèlement : le concours",
                ("Les classes peuvent proposer une affiche ou une vidéo jusqu’à la fin janvier."),
            ),
            (
                "lecture",
                "Le quart d’heure de lecture",
                (
                    "Quatre équipes racontent ce qui a changé "
                    "dans leurs couloirs, et pourquoi elles continuent."
                ),
            ),
        ),
    ),
    (
        "Mobilité : les dates à retenir",
        "Mouvement interacadémique, détachement, congé de formation : les campagnes s’ouvrent.",
        (
            (
                "mutation",
                "Le mouvement en dix questions",
                (
                    "Barème, pièces justificatives, "
                    "rapprochement de conjoints : les réponses de la division des personnels."
                ),
            ),
            (
                "formation",
                "Congé de formation professionnelle",
                (
                    "Les dossiers sont à transmettre "
                    "par la voie hiérarchique avant les congés d’hiver."
                ),
            ),
            (
                "telephone",
                "Une permanence téléphonique",
                (
                    "Tous les mercredis après-midi, un "
                    "gestionnaire répond à vos questions sur votre dossier."
                ),
            ),
        ),
    ),
    (
        "Numérique : vos réflexes de sécurité",
        "Hameçonnage, mots de passe, ordinateurs partagés : l’essentiel tient sur une page.",
        (
            (
                "hameconnage",
                "Reconnaître un faux message",
                (
                    "L’administration ne demande jamais un "
                    "mot de passe, ni par message, ni par téléphone."
                ),
            ),
            (
                "passe",
                "Une phrase plutôt qu’un mot",
                (
                    "Les premières lettres d’une longue phrase "
                    "font un bon mot de passe, facile à retenir."
                ),
            ),
            (
                "partage",
                "Sur un poste partagé",
                (
                    "Fermez votre session à la fin de chaque heure : "
                    "la messagerie efface alors ce qu’elle a affiché."
                ),
            ),
        ),
    ),
    (
        "Arts, sciences et sorties",
        "Résidences d’artistes, fête de la science, classes de mer : les projets qui recrutent.",
        (
            (
                "residence",
                "Accueillir une autrice",
                (
                    "Dix établissements recevront cette année une "
                    "autrice ou un illustrateur pendant trois semaines."
                ),
            ),
            (
                "science",
                "La fête de la science",
                (
                    "Des chercheuses et des chercheurs proposent des "
                    "ateliers dans les classes, du CM1 à la terminale."
                ),
            ),
            (
                "mer",
                "Classes de mer et de montagne",
                (
                    "Le guide des sorties avec nuitée a changé : "
                    "une seule fiche remplace les quatre précédentes."
                ),
            ),
        ),
    ),
)

BOOKS: tuple[Issue, ...] = (
    (
        "Nos nouveautés pour vos classes",
        "Vingt-quatre titres, des séquences prêtes à l’emploi et un spécimen offert par équipe.",
        (
            ("atelier", "L’atelier d’écriture", "Du brouillon au recueil, en douze séances."),
            ("atlas", "Petit atlas du quotidien", "Cartes et croquis à compléter."),
            ("calcul", "Calculer autrement", "Rituels de cinq minutes, du CM1 à la 3e."),
        ),
    ),
    (
        "Dernières semaines : commandes de manuels",
        "Pour une livraison avant la rentrée, commandez avant la fin du mois de juin.",
        (
            ("manuel", "Le manuel numérique", "Licence élève et enseignant, sans connexion."),
            ("cahier", "Cahier d’exercices", "Corrigés détachables, papier recyclé."),
            ("lecture", "Lectures d’été", "Huit romans courts et leurs fiches."),
        ),
    ),
)


@dataclass(frozen=True)
class Notice:
    """A notice of a service. Everybody gets it when `parts` is empty."""

    sender: str
    local: str
    subject: str
    text: str
    parts: frozenset[str] = frozenset()


_TEACHING = frozenset({"main", "colleague", "maths", "eps", "cpe", "primary"})

NOTICES: tuple[Notice, ...] = (
    Notice(
        "L’assistance informatique",
        "assistance",
        "Maintenance de la messagerie le {day}",
        "Bonjour,\n\nUne maintenance de la messagerie est prévue le {day}, de 21 h à 23 h. Le "
        "service pourra être interrompu quelques minutes. Les messages qui vous seront envoyés "
        "pendant ce temps seront distribués à la reprise : aucun ne sera perdu.",
    ),
    Notice(
        "I-Prof",
        "iprof",
        "Votre dossier a été mis à jour",
        "Bonjour,\n\nUn nouveau document est disponible dans votre dossier : « arrêté "
        "d’affectation ». Connectez-vous à I-Prof depuis l’intranet pour le consulter.\n\nCe "
        "message est envoyé automatiquement. Il ne contient volontairement aucun lien.",
        _TEACHING,
    ),
    Notice(
        "La division de la logistique",
        "ce.dil",
        "Restauration administrative : nouveaux horaires",
        "Bonjour,\n\nÀ compter du {day}, le restaurant administratif est ouvert de 11 h 45 à "
        "13 h 45. Le badge se recharge désormais en ligne.",
        frozenset({"office", "support", "inspector"}),
    ),
    Notice(
        "L’assistance informatique",
        "assistance",
        "Campagne de faux messages : restez vigilants",
        "Bonjour,\n\nDe faux messages annonçant une « boîte saturée » circulent dans "
        "l’{academy}. Ne cliquez pas, n’indiquez jamais votre mot de passe, et signalez-les "
        "comme indésirables : le filtre apprend de vos signalements.",
    ),
    Notice(
        "Le service social des personnels",
        "social",
        "Prestations d’action sociale : les dossiers",
        "Bonjour,\n\nSéjours d’enfants, garde, aide à l’installation : les dossiers de demande "
        "sont à déposer avant le {day}. Une assistante sociale vous reçoit sur rendez-vous, en "
        "toute confidentialité.",
    ),
    Notice(
        "I-Prof",
        "iprof",
        "Ouverture de la campagne d’avancement",
        "Bonjour,\n\nLa campagne d’avancement à la hors-classe est ouverte. Aucune candidature "
        "n’est nécessaire ; vérifiez et complétez votre curriculum vitæ avant le {day}.",
        _TEACHING,
    ),
    Notice(
        "Le cabinet de direction",
        "ce.cabinet",
        "Lettre de l’encadrement",
        "Mesdames, Messieurs,\n\nVous trouverez dans l’intranet la lettre de l’encadrement : "
        "préparation de la rentrée, dialogue de gestion, sécurité des établissements. La réunion "
        "des personnels de direction se tiendra le {day}.",
        frozenset({"head", "inspector", "manager", "box"}),
    ),
    Notice(
        "L’assistance informatique",
        "assistance",
        "Nouveau : mots de passe d’appareil",
        "Bonjour,\n\nPour relever votre messagerie sur un téléphone ou dans Thunderbird, créez "
        "un mot de passe d’appareil dans vos réglages. Vous pouvez l’annuler à tout moment, sans "
        "changer votre mot de passe principal.",
    ),
)
