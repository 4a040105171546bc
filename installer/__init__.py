"""Makes what installs runxl in Windows: setup.exe for one person and .msi for a whole computer."""
