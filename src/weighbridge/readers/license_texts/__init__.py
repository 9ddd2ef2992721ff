"""Licence texts, identified by the words they share with the texts of known licences, and by what
is left.
"""
