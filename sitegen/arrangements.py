"""Local arrangements: what a municipality gives beside the law, in fields that need no translation."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from sitegen.fields import Sentence, Table, different

# Each choice has its words in docs/<language>/ui.toml, under local_<field>_<choice>.
What = Literal["furniture", "clothes", "leisure", "school", "travel", "internet"]
Household = Literal["single", "couple", "sharing", "child", "adult", "person"]
Arrived = Literal["settled", "family"]
Often = Literal["once", "month", "year"]
Condition = Literal["approved_first", "agreed", "to_shop_or_family", "assessed", "one_each"]
DecidedBy = Literal["refugee_service", "nav", "municipality"]
Kroner = Annotated[int, Field(gt=0, le=10_000_000, strict=True)]
Years = Annotated[int, Field(gt=0, le=20, strict=True)]
Age = Annotated[int, Field(gt=0, le=120, strict=True)]


class Arrangement(Table):
    """An arrangement. It is never a rule of the law, and no verdict rests on it.

    Attributes:
        household: whom it is for; a couple gets it together, `sharing`, `child`, `adult` and `person` each.
        arrived: settled by agreement, or come later to family.
        amount: NOK, as much as that.
        cap: NOK, at most.
        first_years: how many years after settling it is given.
        more_years: how many years more it can be given.
        up_to_age: of a child, years.
        as_of: the day on which the municipality last saw that this holds.
        note: what no field says.
    """

    what: What
    household: Household
    arrived: Arrived = "settled"
    amount: Kroner | None = None
    cap: Kroner | None = None
    often: Often | None = None
    first_years: Years | None = None
    more_years: Years | None = None
    up_to_age: Age | None = None
    conditions: Annotated[tuple[Condition, ...], AfterValidator(different)] = ()
    decided_by: DecidedBy
    as_of: date
    note: Sentence | None = None

    @model_validator(mode="after")
    def is_one_sum(self) -> Self:
        """Refuse two sums, and an age of somebody who is no child."""
        if self.amount and self.cap:
            raise ValueError("amount is what is given, cap the most that is given: only one of them")
        if self.up_to_age and self.household != "child":
            raise ValueError("up_to_age is of a child")
        return self
