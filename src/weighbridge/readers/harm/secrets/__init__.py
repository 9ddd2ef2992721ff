"""Keys, tokens and passwords that a text gives away; never written into a report."""
