"""The Qt shell: shows, asks, passes on; decides nothing."""
