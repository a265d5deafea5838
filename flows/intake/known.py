"""Stage 1 and 2 of 9: what reading knows before it opens the first file, all of it reference data."""

from dataclasses import dataclass

from flows.intake.behind_fence import Terms
from flows.intake.headers import Vocabulary
from flows.intake.kelurahan_names import Names
from flows.intake.limits import Limits


@dataclass(frozen=True)
class Known:
    """Headers, kelurahan, limits of a file, the words that say that there is no proposal."""

    vocabulary: Vocabulary
    names: Names
    limits: Limits
    nihil: frozenset[str]

    @property
    def terms(self) -> Terms:
        return Terms(self.vocabulary, self.limits)
