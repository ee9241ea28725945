"""A breaker: after a failure nobody waits for the patient again until some seconds have passed."""

import time
from collections.abc import Callable


class Breaker:
    """Says whether to try. When the pause is over one caller tries, the others still go round."""

    def __init__(self, pause: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause, self._clock = pause, clock
        self._closed_again = 0.0

    def allows(self) -> bool:
        """Whether to try now; after a failure only the first caller in each pause hears yes."""
        if not self._closed_again:
            return True
        if self._clock() < self._closed_again:
            return False
        self.failed()
        return True

    def failed(self) -> None:
        """Leave it alone for a while."""
        self._closed_again = self._clock() + self._pause

    def worked(self) -> None:
        """It answers."""
        self._closed_again = 0.0
