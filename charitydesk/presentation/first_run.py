"""The first start, put to the services that keep its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from charitydesk.presentation.shell import StartWith

if TYPE_CHECKING:
    from charitydesk.presentation.shell import FirstAnswers
    from charitydesk.services.example import ExampleService
    from charitydesk.services.profile import ProfileService


@dataclass(frozen=True, slots=True)
class FirstStart:
    """Whether the four questions are still to be asked, and where their answers go."""

    profile: ProfileService
    example: ExampleService

    def needed(self) -> bool:
        """Return True until the questions were answered or skipped once."""
        return not self.profile.load().onboarding_done

    def save(self, answers: FirstAnswers) -> None:
        """Keep the answers, and bring in the example charity if it was asked for."""
        self.profile.answer_first_run(name=answers.charity_name, nation=answers.nation, user_name=answers.your_name)
        if answers.start_with is StartWith.EXAMPLE and not self.example.loaded:
            self.example.load()
