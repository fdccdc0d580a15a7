"""What fills the window: the conversation, and lists to choose from."""
