"""What a person told once that is no entry and says something of them."""

from datetime import date

from tracker.domain import Value, value


@value()
class PersonalFacts(Value):
    """Each empty where it was never told."""

    strength_asked_of: str = ""  # since when somebody kept well, ISO, as they were asked last how to go on with the strength set
    report_name: str = ""  # whose report it is, where that is to stand on it
    report_birth_date: str = ""  # ISO, likewise

    def __post_init__(self) -> None:
        if not all(isinstance(text, str) for text in (self.strength_asked_of, self.report_name, self.report_birth_date)):
            raise TypeError("a fact that is no text")
        if self.report_birth_date:
            date.fromisoformat(self.report_birth_date)  # raises ValueError
