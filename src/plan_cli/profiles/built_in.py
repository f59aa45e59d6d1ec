"""Every profile that comes with the program, by its name; a check by ``milestone`` alone does not load them."""

from typing import get_args

from plan_cli.profiles.by_lines import OfficeProfile, OwnProfile
from plan_cli.profiles.destatis import Destatis
from plan_cli.profiles.level import Linear, Milestone
from plan_cli.profiles.offices import published
from plan_cli.profiles.statcan import Statcan

#: Rule sets that no lines state: they need more than one formula for each line.
Programmed = Milestone | Statcan | Linear | Destatis
BuiltIn = Programmed | OfficeProfile
Profile = BuiltIn | OwnProfile
PROFILES: dict[str, BuiltIn] = {kind.name: kind() for kind in get_args(Programmed)}
PROFILES |= {stated.name: OfficeProfile(stated) for stated in published()}
