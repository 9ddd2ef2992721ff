"""What counts can show and what they cannot: intervals, comparisons and the samples they take."""
