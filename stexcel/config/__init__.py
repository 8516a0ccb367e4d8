"""``stexcel.toml``: found above the checked files, read strictly, and told by file and line where it is wrong."""

from stexcel.config.find import find_config
from stexcel.config.known import Known
from stexcel.config.misnamed import FILE_NAME
from stexcel.config.profiles import ThresholdProfile, bundled_profiles
from stexcel.config.read import Config, read_config
from stexcel.config.source import ConfigError

__all__ = [
    "FILE_NAME",
    "Config",
    "ConfigError",
    "Known",
    "ThresholdProfile",
    "bundled_profiles",
    "find_config",
    "read_config",
]
