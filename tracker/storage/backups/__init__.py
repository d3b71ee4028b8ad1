"""Files beside the live diary: backups, restoring, migrating aside, and the way back from a damaged one."""
