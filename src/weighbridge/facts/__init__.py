"""What is known about one release: frozen values, each with where it was seen; this room never
reads, judges or asks the time.
"""
