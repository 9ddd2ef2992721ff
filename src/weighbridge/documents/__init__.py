"""Facts and records turned into drafts of cards, bills of materials and guides; this room never
writes a file.
"""
