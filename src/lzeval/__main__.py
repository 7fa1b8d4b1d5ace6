"""
``python -m lzeval`` (命令行).
"""

from __future__ import annotations

import sys

from lzeval.cli import main

if __name__ == "__main__":
    sys.exit(main())
