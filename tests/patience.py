"""How long a test waits for a process that will end by itself, in seconds: only one that hangs ever reaches it."""

PATIENCE = 1_200
