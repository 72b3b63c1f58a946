"""The engine's door that departures need: open mail programs are shown out."""

import logging
from functools import cache

from django.conf import settings

from preau.engines.dovecot.doveadm import Doveadm
from preau.engines.errors import EngineError

logger = logging.getLogger(__name__)


@cache
def _doveadm() -> Doveadm:
    return Doveadm(settings.PORTS.doveadm, settings.PLACES.secret("doveadm"), timeout=5.0)


def show_out(login: str) -> None:
    """Close this person's connections now; a Dovecot that is away has none open."""
    try:
        _doveadm().kick(login)
    except EngineError as error:
        logger.warning("Connections could not be closed: %s", type(error).__name__)
