"""What each action does, by noun. A command takes the app and acts on what is selected."""
