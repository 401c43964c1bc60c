"""Compiled code of one function, kept for later processes under a name that all of it decides."""

import pickle
from hashlib import sha256
from types import FunctionType
from typing import Any

from numba import config
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from sim.engine.machine.code_keys import made_of
from sim.engine.machine.kept_code import CODE


class OwnCache(NullCache):
    """Compiled code of one function in `CODE`, a file for each signature and text.

    numba's own cache looks at the function's file alone, and not at what it calls.
    """

    def __init__(self, function: FunctionType) -> None:
        self.function = function

    def load_overload(self, sig: Any, target_context: Any) -> CompileResult | None:
        """What was compiled before for these types, from the same text."""
        if CODE.path is None:
            return None
        content = CODE.read(self._name(sig, target_context.codegen()))
        if content is None:
            return None
        target_context.refresh()
        kept_sig, parts = pickle.loads(content)  # noqa: S301 - of the user's own making: see CODE
        return CompileResult._rebuild(target_context, *parts) if kept_sig == sig else None

    def save_overload(self, sig: Any, data: CompileResult) -> None:
        """Keep what was compiled, unless it holds addresses of this process."""
        if CODE.path is not None and not (data.library.has_dynamic_globals or data.lifted):
            CODE.write(self._name(sig, data.codegen), dumps((sig, data._reduce())))

    def _name(self, sig: Any, codegen: Any) -> str:
        """The name of the file: the function's, and a hash of all that its code depends on."""
        depends_on = made_of(self.function), sig, codegen.magic_tuple(), config.BOUNDSCHECK
        key = sha256(repr(depends_on).encode()).hexdigest()[:32]
        return f"{self.function.__module__}.{self.function.__name__}-{key}.code"
