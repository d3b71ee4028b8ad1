"""What the person can do, service by service."""
