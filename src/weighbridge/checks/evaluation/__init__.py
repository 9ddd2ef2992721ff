"""Questions about evaluation results."""
