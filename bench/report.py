"""The table of a run: ours, the raw cost, the aim, the peers."""

from contextlib import suppress
from typing import Any

from bench.aims import OTHERS, aim, peers_of

HEAD = "operation         median     p95    raw     aim         Roundcube   SOGo   (ms)"


def show(result: dict[str, Any]) -> None:
    say("")
    say(HEAD)
    for name, one in result["operations"].items():
        most = aim(name, result)
        _raw, roundcube, sogo = peers_of(result)[name]
        said = verdict(is_reached=one["median_ms"] <= most)
        say(
            f"{name:15} {one['median_ms']:8.1f} {one['p95_ms']:7.1f} {one['raw_ms']:6.1f}"
            f" {most:7.1f}  {said:9} {roundcube:8g} {sogo:7g}"
        )
    for name, one in result.get("also", {}).items():
        say(f"{name:15} {one['median_ms']:8.1f} {one['p95_ms']:7.1f} {one['raw_ms']:6.1f}")
    show_others(result)


def show_others(result: dict[str, Any]) -> None:
    """What this run did not measure is passed over."""
    for words, read, bound, more_is_better in OTHERS:
        with suppress(KeyError, ValueError):
            value = read(result)
            is_reached = value >= bound if more_is_better else value <= bound
            say(f"{words:34} {value:8.1f}   aim {bound:6g}  {verdict(is_reached=is_reached)}")
    facts = result["machine"]
    say(
        f"{facts['processor']}, {facts['cores']} cores, load {facts['load_before']:.1f} before,"
        f" {facts['load_after']:.1f} after; a million additions {facts['loop_ms']:.0f} ms;"
        f" one password hash {result['password_hash_ms']:.0f} ms"
    )


def table(result: dict[str, Any]) -> None:
    """The same in Markdown, for docs/operate/performance.md."""
    say("| | median | p95 | raw | over raw | aim | | Roundcube | SOGo |")
    say("|---|---|---|---|---|---|---|---|---|")
    for name, one in (result["operations"] | result.get("also", {})).items():
        cells = [f"{one[key]:.1f}" for key in ("median_ms", "p95_ms", "raw_ms")]
        cells.append(f"{one['median_ms'] - one['raw_ms']:+.1f}")
        if name in result["operations"]:
            most = aim(name, result)
            _raw, roundcube, sogo = peers_of(result)[name]
            cells += [f"{most:.1f}", verdict(is_reached=one["median_ms"] <= most)]
            cells += [times_slower(roundcube, one), times_slower(sogo, one)]
        say(f"| {name} | {' | '.join(cells)} |")


def times_slower(peer: float, one: dict[str, Any]) -> str:
    """`31 (×3.1)`: what the peer took, and how many times longer than we did."""
    return f"{peer:.0f} (×{peer / one['median_ms']:.1f})"


def say(sentence: str) -> None:
    print(sentence, flush=True)


def verdict(*, is_reached: bool) -> str:
    return "reached" if is_reached else "not yet"
