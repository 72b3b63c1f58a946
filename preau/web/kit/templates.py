"""The Jinja2 environment of every page."""

from collections.abc import Callable, Hashable, MutableMapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from preau.formats.search.highlights import pieces
from preau.web.shell.announced import announced


class Pages(Environment):
    """Templates have no values of their own: all share those of the environment, as one plain dict,
    where a chain of two is gone through anew at each import of macros."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    options |= {
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Pages(**options)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    made.filters["lit"] = lit
    made.globals.update(
        {
            "_": say,
            "static": cache(static),
            "drawn": drawn,
            "url": url,
            "kept": kept,
            "language": translation.get_language,
            "announced": announced,
        }
    )
    return made


def say(sentence: str, **words: object) -> Markup:
    """A sentence in the language in force, `%(word)s` filled: a page says hundreds of them."""
    known = _said(sentence, translation.get_language())
    return known % words if words else _alone(known)


@lru_cache(maxsize=4096)
def _said(sentence: str, _language: str | None) -> Markup:
    """Sentences are the templates' own, so they are safe; words put in them are escaped."""
    return Markup(translation.gettext(sentence))  # noqa: S704 -- see above


@lru_cache(maxsize=4096)
def _alone(sentence: Markup) -> Markup:
    """As with words: `%%` is one sign."""
    return sentence % {}


@lru_cache(maxsize=1024)
def drawn(name: str, looks: str = "") -> Markup:
    """An icon, which says nothing by itself; a page shows some fifty."""
    shape = Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>')
    looks = f"icon {looks}" if looks else "icon"
    return shape.format(looks, static("shell/icons.svg"), name)


def lit(text: str, beginnings: Sequence[str]) -> str:
    """The words that begin so in <mark>; the text itself when nothing is looked for."""
    if not beginnings:
        return text
    return Markup().join(
        Markup("<mark>%s</mark>") % piece if is_lit else piece
        for piece, is_lit in pieces(text, beginnings)
    )


def kept(macro: Macro, *values: Hashable) -> Markup:
    """What a macro prints for these values; a list prints the same fifty rows again and again.

    Only for macros that read nothing but their values: no token, nothing of the page around them.
    """
    return _kept(macro, values, translation.get_language())


@lru_cache(maxsize=6144)
def _kept(macro: Macro, values: tuple[Hashable, ...], _language: str | None) -> Markup:
    return Markup(macro(*values))  # noqa: S704 -- a macro escapes what it prints


def once(request: HttpRequest) -> dict[str, object]:
    """What a page says again and again, found once: its token, masked anew for each answer, and
    its language. A context processor."""
    token = SimpleLazyObject(lambda: get_token(request))
    language = translation.get_language()
    return {
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: token_field(token)),
        "_": _sayer(language),
        "kept": _keeper(language),
    }


def token_field(token: object) -> Markup:
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="%s">') % token


@cache
def _sayer(language: str | None) -> Callable[..., Markup]:
    def say_here(sentence: str, **words: object) -> Markup:
        known = _said(sentence, language)
        return known % words if words else _alone(known)

    return say_here


@cache
def _keeper(language: str | None) -> Callable[..., Markup]:
    return lambda macro, *values: _kept(macro, values, language)


def url(name: str, **kwargs: str | int) -> str:
    return _url(name, tuple(kwargs.items()))


@lru_cache(maxsize=8192)
def _url(name: str, kwargs: tuple[tuple[str, str | int], ...]) -> str:
    return reverse(name, kwargs=dict(kwargs))
