"""Words and forms the world agrees on, one TOML file per vocabulary; knows no release."""
