"""The building blocks every pane and screen is made of."""
