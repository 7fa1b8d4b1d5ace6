"""
What runs in the process of its own that a reader is given (隔离读取子进程).
"""

from __future__ import annotations

from lzeval.readers.isolation import serve

if __name__ == "__main__":
    serve()
