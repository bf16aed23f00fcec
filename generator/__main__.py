"""`python -m generator`: the command `huikuan`."""

import sys

from generator.cli import main

sys.exit(main())
