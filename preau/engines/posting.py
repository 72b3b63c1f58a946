"""Handing octets to a server of somebody else, by HTTP: bounded in time, never redirected."""

import urllib3

from preau.engines.errors import EngineAway

_pool = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=4.0, read=8.0), retries=False, maxsize=4
)


def post(engine: str, url: str, body: bytes, headers: dict[str, str]) -> int:
    """The status that it answers. Raises EngineAway also for one that says “later”.

    The address may be a secret: no error says it.
    """
    try:
        answer = _pool.request(
            "POST", url, body=body, headers=headers, redirect=False, preload_content=False
        )
        answer.close()
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise EngineAway(engine) from error
    if answer.status == 429 or answer.status >= 500:
        raise EngineAway(engine, f"{engine} answers {answer.status}.")
    return int(answer.status)
