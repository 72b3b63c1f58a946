"""What this browser has said and proved so far, kept in its session: no NUMEN, only its hash."""

from dataclasses import dataclass
from datetime import date
from time import time
from typing import Any

from preau.identity.actions.activating import Claim, Proof
from preau.identity.arrivals import WAITING
from preau.identity.models import Account, Slip
from preau.web.kit.request import AcademyRequest, network

CLAIM, PROOF = "activation.claim", "activation.proof"
LASTS = 30 * 60


@dataclass(frozen=True)
class Progress:
    """One browser's way through activation; each part is forgotten after half an hour."""

    request: AcademyRequest

    def claim(self) -> Claim | None:
        kept = self._kept(CLAIM)
        if kept is None:
            return None
        birth = date.fromisoformat(kept["birth"])
        return Claim(kept["hashed"], birth, self.request.academy.slug, network(self.request))

    def keep_claim(self, claim: Claim) -> None:
        self._keep(CLAIM, hashed=claim.hashed, birth=claim.birth.isoformat())

    def proof(self) -> Proof | None:
        kept = self._kept(PROOF)
        if kept is None:
            return None
        waiting = Account.objects.filter(academy=self.request.academy.slug, state__in=WAITING)
        account = waiting.filter(pk=kept["account"]).select_related("person", "preference").first()
        slip = Slip.objects.filter(pk=kept["slip"] or 0).first()
        if account is None or (kept["slip"] and (slip is None or not slip.is_good)):
            return None
        return Proof(account, slip)

    def keep_proof(self, proof: Proof) -> None:
        """Under a new key: one that somebody planted before is worth nothing."""
        self.request.session.cycle_key()
        self.request.session.pop(CLAIM, None)
        self._keep(
            PROOF, account=proof.account.pk, slip=proof.slip.pk if proof.slip is not None else None
        )

    def forget(self) -> None:
        for name in (CLAIM, PROOF):
            self.request.session.pop(name, None)

    def _keep(self, name: str, **what: object) -> None:
        self.request.session[name] = {**what, "at": time()}

    def _kept(self, name: str) -> dict[str, Any] | None:
        kept = self.request.session.get(name)
        return kept if kept is not None and time() - kept["at"] < LASTS else None
