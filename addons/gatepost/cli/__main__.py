"""`python -m gatepost.cli`: the command, where a program of ours starts another."""

from gatepost.cli import main

main()
