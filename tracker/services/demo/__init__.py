"""Fills a made-up diary, to look around in."""
