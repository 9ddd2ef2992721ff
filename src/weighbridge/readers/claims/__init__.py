"""Sentences that call a release open source, told from those that only use the words."""
