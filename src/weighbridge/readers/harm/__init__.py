"""What loading a file would do, told from its bytes: pickles are walked, archives opened, graphs
and templates read, and nothing is ever loaded.
"""
