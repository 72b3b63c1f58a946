"""The only reader of the environment. Every setting is told in docs/operate/settings.md."""

from pathlib import Path

from preau.engines.places import Places, Ports
from preau.engines.push.known import USUAL
from preau.settings import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent

DATA = Path(environment.text("PREAU_DATA", str(BASE_DIR / "var"))).resolve()
RUN = Path(environment.text("PREAU_RUN") or environment.short_folder(DATA))
PLACES = Places(data=DATA, run=RUN)
DEMO = environment.boolean("PREAU_DEMO", default=False)
ACADEMIES_FOLDER = Path(environment.text("PREAU_ACADEMIES", str(BASE_DIR / "academies")))
USUAL_PORTS = Ports() if DEMO else Ports.usual()
WISHED_PORTS = environment.wished_ports("PREAU_PORTS", usual=USUAL_PORTS)
PORTS = environment.ports("PREAU_PORTS", DATA / "ports.json", usual=USUAL_PORTS)
PREAU_DATABASE = environment.database("PREAU_DATABASE", DATA / "db" / "preau.sqlite3")

MAIL_HOST = environment.text("PREAU_MAIL_HOST", "mail.localhost")
LISTEN = environment.names("PREAU_LISTEN", "127.0.0.1")
SUBMISSION_DOOR = environment.boolean("PREAU_SUBMISSION_DOOR", default=True)
RELAY = environment.text("PREAU_RELAY")
ONLINE = environment.boolean("PREAU_ONLINE", default=False)
# The demonstration asks nobody outside this machine.
PUSH_SERVICES = environment.push_services("PREAU_PUSH_SERVICES", "" if DEMO else " ".join(USUAL))
LEAKED_PASSWORDS = environment.file("PREAU_LEAKED_PASSWORDS")
FULL_ANTIVIRUS = environment.boolean("PREAU_FULL_ANTIVIRUS", default=False)
CERTIFICATE = environment.pair("PREAU_CERTIFICATE", "PREAU_CERTIFICATE_KEY")

SECRET_KEY = environment.text("PREAU_SECRET_KEY") or PLACES.secret("django")
DEBUG = False
# The académie is chosen by host name, and an unknown host is refused there: see web/kit/host.py.
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "preau.journal",
    "preau.schooltime",
    "preau.identity",
    "preau.grace",
    "preau.federation",
    "preau.applications",
    "preau.people",
    "preau.staff",
    "preau.wordings",
    "preau.files",
    "preau.mail",
    "preau.mailings",
    "preau.absence",
    "preau.space",
    "preau.filters",
    "preau.traces",
    "preau.support",
    "preau.ops",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "preau.web.kit.packing.PackingMiddleware",
    "preau.web.kit.headers.HeadersMiddleware",
    "preau.web.kit.host.AcademyMiddleware",
    "preau.web.kit.interrupted.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "preau.web.kit.signed_in.AccountMiddleware",
    "preau.web.kit.language.LanguageMiddleware",
    "preau.web.kit.errors.ErrorsMiddleware",
]

ROOT_URLCONF = "preau.web.urls"
ASGI_APPLICATION = "preau.web.door.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(str(p) for p in (BASE_DIR / "preau" / "web").glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "preau.web.kit.templates.environment",
            "context_processors": ["preau.web.kit.templates.once"],
        },
    },
]

if PREAU_DATABASE.kind == "sqlite":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": PREAU_DATABASE.name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": PREAU_DATABASE.name,
            "HOST": PREAU_DATABASE.host,
            "PORT": str(PREAU_DATABASE.port),
            "USER": PREAU_DATABASE.user,
            "PASSWORD": PREAU_DATABASE.password,
            "CONN_MAX_AGE": None,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["preau.identity.backend.AccountBackend"]
PASSWORD_HASHERS = ["preau.identity.passwords.hasher.PasswordHasher"]

SESSION_ENGINE = "preau.identity.sessions"
SESSION_COOKIE_NAME = "preau_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = environment.number("PREAU_SESSION_HOURS", 12) * 3600
# Without a deed of the person for so long, a session ends: anywhere, and on a shared computer.
SESSION_IDLE = environment.number("PREAU_SESSION_IDLE_MINUTES", 240) * 60
SHARED_IDLE = environment.number("PREAU_SHARED_IDLE_MINUTES", 10) * 60
JOURNAL_MONTHS = environment.number("PREAU_JOURNAL_MONTHS", 12)
TRACES_DAYS = environment.number("PREAU_TRACES_DAYS", 30)
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = "preau_csrf"
CSRF_FAILURE_VIEW = "preau.web.kit.errors.csrf_failure"
HTTPS = environment.boolean("PREAU_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
# "no-referrer" would make browsers send `Origin: null` with our own forms, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [str(BASE_DIR / "locale")]
USE_I18N = True
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = str(DATA / "static")
STATICFILES_DIRS = [
    str(DATA / "assets"),
    *sorted(str(p) for p in (BASE_DIR / "preau" / "web").glob("*/static")),
    ("vendor/htmx", str(BASE_DIR / "node_modules" / "htmx.org" / "dist")),
    ("vendor/squire-rte", str(BASE_DIR / "node_modules" / "squire-rte" / "dist")),
    ("vendor/dompurify", str(BASE_DIR / "node_modules" / "dompurify" / "dist")),
]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA / "files")},
    },
    "staticfiles": {"BACKEND": "preau.web.kit.assets.AssetStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A form may hold the identifiers of a whole selection; uploads are bounded by the académie.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20000
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
UNDO_SEND_SECONDS = environment.number("PREAU_UNDO_SEND_SECONDS", 10)
ENTRANCE_PATIENCE = environment.number("PREAU_ENTRANCE_PATIENCE", 40)
WEB_WORKERS = environment.number("PREAU_WEB_WORKERS", 2)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # It writes the path asked for, and a path may end in the name of somebody's file.
        "django.request": {"level": "CRITICAL"},
    },
}
