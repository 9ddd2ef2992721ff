"""The licence statements of a release, without the facts around them."""

from weighbridge.facts.licensing import LicenseClaim
from weighbridge.facts.release import Release


def claims(release: Release, source: str) -> list[LicenseClaim]:
    """Those of one source, in order."""
    return [f for f in release.facts if isinstance(f, LicenseClaim) and f.source == source]
