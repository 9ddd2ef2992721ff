"""`python -m weighbridge`: the command line, for where its script is not on the path."""

from weighbridge.doors.cli import main

if __name__ == "__main__":
    main()
