"""What goes wrong through no fault of ours: one sentence that names the thing, and one that names the remedy.

Every mistake that a user or a source can make is raised as `UserError`; the front door prints it on one line without a
traceback. Our own bugs are ordinary exceptions and keep their traceback.
"""


class UserError(Exception):
    """A mistake in the input or the setting. `problem` names the file, row or field; `remedy` says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem.rstrip('.')}. {remedy}")
        self.problem = problem
        self.remedy = remedy


class LockedError(UserError):
    """Another run holds the warehouse."""


class ChecksFailedError(UserError):
    """The build finished but its data did not hold: nothing was published."""


class NothingReadError(UserError):
    """The build finished and holds nothing of any source: nothing was published."""
