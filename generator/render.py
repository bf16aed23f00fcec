"""The only importer of jinja2: a sandbox in which a missing name stops the letter instead of leaving a hole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator import filters
from generator.capitals import capitals
from generator.errors import Problem, TemplateError
from generator.model import Language
from generator.money import minor_units


class Renderer:
    """Writes templates of this package with a context.

    Args:
        sources: template name → text, shared parts included.
        names: for channels and events, id → name in each language.
        escape: whether values are escaped for XML (Word parts) or stand as they are (text).
        codes: template name → its code, where it was compiled before; the others are compiled when first used.
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        *,
        names: Mapping[str, Mapping[str, str]],
        escape: bool = False,
        codes: Mapping[str, CodeType] | None = None,
    ) -> None:
        self._names = names
        self._environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(sources),
            undefined=StrictUndefined,
            autoescape=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            finalize=_only_words,
            cache_size=-1,
            auto_reload=False,
            bytecode_cache=_Compiled(codes) if codes else None,
        )
        self.filters = self._filters()
        self._environment.filters.update(self.filters)

    def render(self, name: str, context: dict[str, Any]) -> str:
        """The text that a template writes.

        Raises:
            TemplateError: the template is missing, does not parse, or meets a name or value that is not there.
        """
        try:
            return self._environment.get_template(name).render(context)
        except TemplateSyntaxError as error:
            raise _wrong(error.name or name, error.lineno, error.message or "") from None
        except TemplateNotFound as error:
            raise _wrong(name, 1, f"no template {error.name}") from None
        except (UndefinedError, SecurityError, TypeError, ValueError, LookupError) as error:
            raise _wrong(name, _line(error), str(error)) from None

    def _filters(self) -> dict[str, Callable[..., str]]:
        @pass_context
        def on_day(context: Context, value: date) -> str:
            return filters.day(value, context["lang"])

        @pass_context
        def on_month_day(context: Context, value: date) -> str:
            return filters.month_day(value, context["lang"])

        @pass_context
        def money(context: Context, value: Decimal, currency: str) -> str:
            return filters.money(value, currency, context["lang"], places=minor_units(currency))

        @pass_context
        def named(context: Context, value: str) -> str:
            return self._name(value, context["lang"])

        return {
            "date": on_day,
            "md": on_month_day,
            "money": money,
            "channel_name": named,
            "event_name": named,
            "capitals": capitals,
            "percent": filters.percent,
            "number": filters.number,
        }

    def _name(self, value: str, language: Language) -> str:
        known = self._names.get(value.casefold())
        return known[language] if known else value


class _Compiled(BytecodeCache):
    """Templates that were compiled when the browser package was made; nothing is ever written."""

    def __init__(self, codes: Mapping[str, CodeType]) -> None:
        self._codes = codes

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        bucket = Bucket(environment, name, "")
        bucket.code = self._codes.get(name)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        pass


def _only_words(value: Any) -> Any:
    """Stops a template that prints a raw figure or date: those must pass a filter, which knows the language."""
    if value is None or isinstance(value, (Decimal, date, bool, float, list, tuple, dict)):
        raise TypeError(f"a raw {type(value).__name__} was to be printed; use a filter")
    return value


def _line(error: Exception) -> int:
    """The template line at which an error arose: the innermost frame that jinja2 compiled."""
    line, frame = 1, error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _wrong(name: str, line: int, reason: str) -> TemplateError:
    return TemplateError([Problem(name, "template-wrong", {"name": name, "line": str(line), "reason": reason})])
