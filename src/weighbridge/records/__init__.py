"""What people wrote down beside a release, as files: read with line numbers and written without
loss; this room never judges and never asks the time.
"""
