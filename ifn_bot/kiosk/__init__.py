"""What a kiosk needs besides a screen: settings, clock, PIN, supervisor, take-away, counts."""
