"""The SDK's TypedDicts made strict: unknown keys forbidden, documented enums closed."""

import importlib
import inspect
import types
import typing
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import stripe
import typing_extensions
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from tests.stripe_double.routes import Name

MESSAGES = {
    "extra_forbidden": "Received unknown parameter: {param}",
    "missing": "Missing required param: {param}.",
}
REQUEST_OPTIONS = set(stripe._request_options.RequestOptions.__annotations__)


class Refused(Exception):
    """Stripe would answer 400: the message and the parameter at fault."""

    def __init__(self, message: str, param: str):
        super().__init__(message)
        self.param = param


def check(params: Name, body: dict) -> dict:
    """The body as Stripe would read it; Refused when it is not what the contract allows."""
    try:
        return adapter(params).validate_python(body)
    except ValidationError as error:
        first = error.errors()[0]
        param = _param(first["loc"])
        template = MESSAGES.get(first["type"], "Invalid {param}: " + first["msg"])
        raise Refused(template.format(param=param), param) from None


@cache
def adapter(params: Name) -> TypeAdapter:
    module = importlib.import_module(params.module)
    return TypeAdapter(_tighten(getattr(module, params.name), module, {}))


@cache
def reply_class(reply: Name) -> type:
    return getattr(importlib.import_module(reply.module), reply.name)


@cache
def reply_fields(reply: Name) -> frozenset[str]:
    """Every field that Stripe's class of the reply knows."""
    classes = reply_class(reply).__mro__
    return frozenset(name for cls in classes for name in inspect.get_annotations(cls))


def _param(location: tuple) -> str:
    noise = {"str", "int", "list"}
    parts = [str(p) for p in location if not str(p).startswith("literal") and str(p) not in noise]
    return "".join(part if i == 0 else f"[{part}]" for i, part in enumerate(parts))


def _tighten(hint: Any, module: types.ModuleType, seen: dict) -> Any:
    if isinstance(hint, typing.ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        hint = eval(hint, {**vars(typing), **vars(typing_extensions), **vars(module)})
    if typing_extensions.is_typeddict(hint):
        return _tighten_dict(hint, seen)
    origin, args = get_origin(hint), get_args(hint)
    if _is_free_form(origin) or _is_free_form(hint):
        return dict[str, _tighten(args[0], module, seen) if args else Any]
    if origin is None or origin is Literal:
        return hint
    parts = tuple(_tighten(arg, module, seen) for arg in args)
    if origin in (Union, types.UnionType):
        return Union[_close_enum(parts)]  # noqa: UP007 (built at run time)
    if origin in (list, dict):
        return origin[parts]
    return origin[parts[0]]


def _is_free_form(hint: Any) -> bool:
    return getattr(hint, "__name__", "") == "UntypedStripeObject"


def _close_enum(parts: tuple) -> tuple:
    """Literal[...] | str is an open enum: keep the documented values. Literal[''] only means "may be cleared"."""
    is_enum = any(get_origin(part) is Literal and any(get_args(part)) for part in parts)
    return tuple(part for part in parts if not (is_enum and part is str))


def _tighten_dict(hint: Any, seen: dict) -> Any:
    if hint in seen:
        return seen[hint]
    new = seen[hint] = with_config(ConfigDict(extra="forbid"))(typing_extensions.TypedDict(hint.__name__, {}))
    module = importlib.import_module(hint.__module__)
    wanted = {key: value for key, value in hint.__annotations__.items() if key not in REQUEST_OPTIONS}
    new.__annotations__ = {key: _tighten(value, module, seen) for key, value in wanted.items()}
    optional = {
        key
        for key, value in new.__annotations__.items()
        if get_origin(value) is typing_extensions.NotRequired
    }
    new.__optional_keys__ = frozenset(optional)
    new.__required_keys__ = frozenset(new.__annotations__) - optional
    return new
