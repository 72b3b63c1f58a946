"""The Jinja2 environment of every page."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    options |= {
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)  # noqa: S701 -- Django's backend passes autoescape=True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    made.globals.update(static=static, url=url, language=translation.get_language)
    return made


def url(name: str, **kwargs: object) -> str:
    return reverse(name, kwargs=kwargs)
