"""What readers of evaluation tools share: bounded JSON, counts of samples, runs told as facts."""
