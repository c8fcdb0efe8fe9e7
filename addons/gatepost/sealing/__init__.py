"""What the gate writes down and cannot read back: boxes that only a person's private key opens (libsodium)."""
