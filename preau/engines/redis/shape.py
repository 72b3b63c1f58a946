"""What Redis must know of the installation."""

from dataclasses import dataclass
from pathlib import Path

from preau.engines.places import Places
from preau.engines.users import package_user


@dataclass(frozen=True)
class RedisShape:
    """`megabytes` bounds its memory; what expires leaves first when they are used up."""

    places: Places
    megabytes: int = 128

    @property
    def conf(self) -> Path:
        return self.places.conf("redis") / "redis.conf"

    @property
    def state(self) -> Path:
        return self.places.state("redis")

    @property
    def run(self) -> Path:
        return self.places.run / "redis"

    @property
    def socket(self) -> Path:
        return self.run / "redis"

    @property
    def password(self) -> str:
        return self.places.secret("redis")

    @property
    def user(self) -> str | None:
        return package_user("redis")
