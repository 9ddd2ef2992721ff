"""What the commands about policies share: opening one, and its stages."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from weighbridge.gate import OwnChecks
    from weighbridge.verdicts.policies import Policy


def opened(name: str, own: "OwnChecks | None" = None) -> "Policy":
    """The policy of a name.

    Raises:
        UsageError: there is none, or it cannot be used.
    """
    from weighbridge.gate import NONE, open_policy  # noqa: PLC0415  # help need not pay
    from weighbridge.verdicts.policies import PolicyError  # noqa: PLC0415  # as above

    try:
        return open_policy(name, own or NONE)
    except PolicyError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None


def stage_of(policy: "Policy", stage: str | None) -> str:
    """A stage of a policy; its last one where none is named.

    Raises:
        UsageError: it has none of that name.
    """
    from weighbridge.gate import confirm_stage  # noqa: PLC0415  # help need not pay
    from weighbridge.verdicts.policies import PolicyError  # noqa: PLC0415  # as above

    if stage is None and policy.stages:
        return policy.stages[-1]
    try:
        confirm_stage(policy, stage or "")
    except PolicyError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None
    return stage or ""
