"""Running what strangers wrote: on a copy, in an environment of its own, cut off from the rest."""
