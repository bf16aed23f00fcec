"""A user's own template, held against a whitelist before it is compiled: words, names, if, for, a few filters.

What is not on the list does not run: no calls, no arithmetic, no assignments, no includes, no names with an underscore.
Every fault is told with its line. A plain sandbox is not enough: it lets templates run that fill the memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.errors import Problem, TemplateError

MAX_SOURCE, MAX_NODES, MAX_DEPTH, MAX_OUTPUT = 32_000, 2_000, 24, 200_000  # characters, nodes, levels, characters
_WORDS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const)
_LOGIC = (nodes.If, nodes.For, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
_ALLOWED = (*_WORDS, *_LOGIC, nodes.CondExpr, nodes.Test)
_LOOP = frozenset({"index", "first", "last", "length"})
_TESTS = frozenset({"defined", "undefined", "none"})
_PLAIN_FILTERS = frozenset({"default", "upper", "lower", "trim", "length"})


class _Environment(ImmutableSandboxedEnvironment):
    """Names reach only into the values given: no method, no global, no dunder."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, list) and isinstance(argument, int) and not isinstance(argument, bool):
            return obj[argument] if -len(obj) <= argument < len(obj) else self.undefined(obj=obj, name=str(argument))
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=str(argument))


class OwnTemplate:
    """A template of the user's, checked and ready.

    Args:
        source: Jinja2 text in the allowed subset.
        filters: this package's own filters (money, date …) by name.
        names: the names that a case offers; any other is a fault.

    Raises:
        TemplateError: with every fault, each with its line.
    """

    def __init__(self, source: str, *, filters: dict[str, Any], names: frozenset[str]) -> None:
        if len(source) > MAX_SOURCE:
            raise _fault(1, "template-too-long", max=str(MAX_SOURCE), length=str(len(source)))
        self._environment = _environment(filters)
        tree = self._parsed(source)
        faults = list(_faults(tree, frozenset(filters) | _PLAIN_FILTERS, names))
        if faults:
            raise TemplateError(faults)
        self._template = self._environment.from_string(tree)

    def _parsed(self, source: str) -> nodes.Template:
        try:
            return self._environment.parse(source)
        except TemplateSyntaxError as error:
            raise _fault(error.lineno, "template-syntax", reason=error.message or "") from None
        except (RecursionError, ValueError, OverflowError) as error:
            raise _fault(1, "template-too-deep", reason=type(error).__name__) from None

    def render(self, context: dict[str, Any]) -> str:
        """The text it writes with a context of plain values.

        Raises:
            TemplateError: a value is missing, or the text grows past its bound.
        """
        parts: list[str] = []
        length = 0
        try:
            for part in self._template.generate(context):
                length += len(part)
                if length > MAX_OUTPUT:
                    raise _fault(1, "template-output-too-long", max=str(MAX_OUTPUT))
                parts.append(part)
        except UndefinedError as error:
            raise _fault(1, "template-name", reason=str(error)) from None
        except (SecurityError, TypeError, ValueError, LookupError, RecursionError) as error:
            raise _fault(1, "template-value", reason=str(error)[:120]) from None
        return "".join(parts)


def _environment(filters: dict[str, Any]) -> _Environment:
    made = _Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, cache_size=0)
    made.globals.clear()
    made.filters = {name: function for name, function in made.filters.items() if name in _PLAIN_FILTERS} | filters
    made.tests = {name: function for name, function in made.tests.items() if name in _TESTS}
    return made


def _faults(tree: nodes.Template, filters: frozenset[str], names: frozenset[str]) -> Iterator[Problem]:
    todo: list[tuple[nodes.Node, int, frozenset[str]]] = [(tree, 0, names)]
    seen = 0
    while todo:
        node, depth, known = todo.pop()
        seen += 1
        if seen > MAX_NODES or depth > MAX_DEPTH:
            yield _problem(node.lineno, "template-too-big", max=str(MAX_NODES))
            return
        yield from _node_faults(node, filters, known)
        inner = known | _targets(node)
        todo += [(child, depth + 1, inner) for child in node.iter_child_nodes()]


def _node_faults(node: nodes.Node, filters: frozenset[str], known: frozenset[str]) -> Iterator[Problem]:
    line = node.lineno
    if not isinstance(node, _ALLOWED):
        yield _problem(line, "template-not-allowed", what=type(node).__name__)
    elif isinstance(node, nodes.Filter) and node.name not in filters:
        yield _problem(line, "template-filter", what=node.name, known=", ".join(sorted(filters)))
    elif isinstance(node, nodes.Test) and node.name not in _TESTS:
        yield _problem(line, "template-test", what=node.name, known=", ".join(sorted(_TESTS)))
    elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        yield _problem(line, "template-unknown-name", what=node.name, known=", ".join(sorted(known)))
    elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        yield _problem(line, "template-not-allowed", what=node.attr)
    elif isinstance(node, nodes.Getitem) and not _plain_key(node.arg):
        yield _problem(line, "template-not-allowed", what="[…]")
    elif isinstance(node, nodes.For):
        yield from _loop_faults(node)


def _loop_faults(node: nodes.For) -> Iterator[Problem]:
    if node.recursive or not isinstance(node.iter, (nodes.Name, nodes.Getattr)):
        yield _problem(node.lineno, "template-loop")
    if any(True for _ in node.find_all(nodes.For)):
        yield _problem(node.lineno, "template-nested-loop")


def _plain_key(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, (str, int)) and not str(node.value).startswith("_")


def _targets(node: nodes.Node) -> frozenset[str]:
    """The names that a loop brings with it."""
    if not isinstance(node, nodes.For):
        return frozenset()
    return frozenset(name.name for name in node.target.find_all(nodes.Name)) | _own(node.target) | {"loop"}


def _own(node: nodes.Node) -> frozenset[str]:
    return frozenset({node.name}) if isinstance(node, nodes.Name) else frozenset()


def _problem(line: int, code: str, **args: str) -> Problem:
    return Problem(f"template:{line}", code, args)


def _fault(line: int, code: str, **args: str) -> TemplateError:
    return TemplateError([_problem(line, code, **args)])
