"""Where documents meet pydantic: plain data checked, dumped and described. Loaded only where that is asked."""

from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

T = TypeVar("T")


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(cls: type) -> TypeAdapter[Any]:
    name = f"{cls.__module__}.{cls.__qualname__}"
    if name not in _ADAPTERS:
        _ADAPTERS[name] = TypeAdapter(cls)
    return _ADAPTERS[name]


def validate(cls: type[T], data: object) -> T:
    """Return plain data as a document of this class; raises pydantic's ValidationError."""
    document: T = _adapter(cls).validate_python(data)
    return document


def dump(document: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - any document, and pydantic's own options
    """Return a document as plain data under the keys of its file; `options` are those of `TypeAdapter.dump_python`."""
    data: dict[str, Any] = _adapter(type(document)).dump_python(document, by_alias=True, **options)
    return data


def json_schema(cls: type, generator: type[GenerateJsonSchema] = GenerateJsonSchema) -> dict[str, Any]:
    """Return the JSON Schema of a document."""
    return _adapter(cls).json_schema(by_alias=True, schema_generator=generator)
