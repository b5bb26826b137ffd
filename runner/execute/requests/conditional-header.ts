import type { HeaderField } from '../../../core/http.ts';
import { isJsonArray } from '../../../core/json.ts';
import type { TagForm } from '../../../core/suite.ts';
import { textOf } from '../../values/convert.ts';
import { opaqueOf } from '../../values/near-tag.ts';
import { resolveText, resolveValue } from '../../values/resolve-value.ts';
import type { Scope } from '../../values/scope.ts';

/** The field lines of an If-Match or If-None-Match header in the form a suite asks for. @throws {MissingValue} */
export function conditionalFields(name: string, form: TagForm | undefined, scope: Scope): readonly HeaderField[] {
  if (form === undefined) return [];
  const written = form.form === 'raw' && form.lowercased ? name.toLowerCase() : name;
  return conditionalLines(form, scope).map((line) => [written, line]);
}

function conditionalLines(form: TagForm, scope: Scope): readonly string[] {
  switch (form.form) {
    case 'any':
      return ['*'];
    case 'as-received':
      return [resolveText(form.token, scope)];
    case 'weak':
      return [`W/"${opaqueOf(resolveText(form.token, scope))}"`];
    case 'quoted':
      return [`"${opaqueOf(resolveText(form.token, scope))}"`];
    case 'bare':
      return [opaqueOf(resolveText(form.token, scope))];
    case 'list':
      return [form.tokens.map((token) => resolveText(token, scope)).join(', ')];
    case 'raw': {
      const lines = resolveValue(form.lines, scope);
      return isJsonArray(lines) ? lines.map(textOf) : [textOf(lines)];
    }
  }
}
