"""The kiosk on the screen: pages with large targets, the same bar below each of them."""
