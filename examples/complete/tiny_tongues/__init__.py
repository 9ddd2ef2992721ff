# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Tiny Tongues: guesses which of six languages a short sentence is written in."""

__version__ = "1.0.0"
