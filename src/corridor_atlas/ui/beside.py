"""What the server does beside its answers, in threads that belong to no visitor."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

MARK = "beside"
"""What the names of such threads begin with."""
_WARNS = "streamlit.runtime.scriptrunner_utils.script_run_context"
"""The logger of Streamlit that warns of threads without a visitor."""


def start(do: Callable[[], object], after: float = 0.0) -> threading.Thread:
    """Do something in a thread of its own, which ends with the server; return the thread.

    Parameters
    ----------
    do
        What is done.
    after
        Seconds until it begins.
    """
    thread = threading.Timer(after, do)
    thread.name, thread.daemon = f"{MARK}-{thread.name}", True
    logger = logging.getLogger(_WARNS)
    if _is_not_ours not in logger.filters:
        logger.addFilter(_is_not_ours)
    thread.start()
    return thread


def _is_not_ours(_: logging.LogRecord) -> bool:
    return not threading.current_thread().name.startswith(MARK)
