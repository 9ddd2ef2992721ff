"""Pages of the reference, each file from one room of the code; nothing here is written by hand."""
