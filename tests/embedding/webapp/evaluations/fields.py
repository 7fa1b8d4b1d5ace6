"""A model field and a form field that hold values of lzeval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

import lzeval as lz
from lzeval.codec import from_plain, to_plain


def read(value: Any, kind: type) -> Any:
    """Make a value of text or plain data; every problem is named with its path."""
    if value is None or isinstance(value, kind):
        return value
    try:
        if isinstance(value, str):
            return lz.loads(value, source="value", expect=kind)
        return from_plain(value, source="value", expect=kind)
    except lz.errors.InvalidFileError as error:
        problems = [str(problem) for problem in error.problems]
        raise ValidationError(problems, code=error.code) from error


class ContentField(models.JSONField):
    """A value of lzeval, kept as JSON in the database."""

    content: type

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Make the value; a part of it, asked for by a path, stays as it is."""
        plain = super().from_db_value(value, expression, connection)
        whole = isinstance(plain, dict) and "lzeval" in plain
        return read(plain, self.content) if whole else plain

    def to_python(self, value: Any) -> Any:
        """Make the value of whatever a fixture or a program gives."""
        return read(value, self.content)

    def get_prep_value(self, value: Any) -> Any:
        """Give plain data for the database."""
        return to_plain(value) if isinstance(value, self.content) else value

    def value_to_string(self, obj: Any) -> Any:
        """Give plain data for a fixture."""
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: Any) -> None:
        """Ask what every field asks; that it can be written as JSON is known."""
        models.Field.validate(self, value, model_instance)

    def formfield(self, **options: Any) -> Any:
        """Offer a field that takes the file format as text."""
        chosen = {"form_class": ContentFormField, "content": self.content, **options}
        return models.Field.formfield(self, **chosen)


class EvaluationField(ContentField):
    """An evaluation: what is given."""

    content = lz.Evaluation


class ScorecardField(ContentField):
    """A scorecard: what came of it. One whose figures were changed is refused."""

    content = lz.Scorecard


class ContentFormField(forms.CharField):
    """Text in lzeval's file format."""

    widget = forms.Textarea

    def __init__(self, *, content: type = lz.Evaluation, **options: Any) -> None:
        options.pop("max_length", None)
        super().__init__(**options)
        self.content = content

    def to_python(self, value: Any) -> Any:
        """Read the text, or say all that is wrong with it."""
        return read(super().to_python(value) or None, self.content)

    def prepare_value(self, value: Any) -> Any:
        """Write a value as text; what somebody typed stays as it is."""
        return lz.dumps(value) if isinstance(value, self.content) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare values, not how they are written."""
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True
