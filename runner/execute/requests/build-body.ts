import { emptyBody, utf8 } from '../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { BodyTemplate, ValueTemplate } from '../../../core/suite.ts';
import { UnsendableRequest } from '../../values/missing-value.ts';
import { resolvePointer, resolveText, resolveValue } from '../../values/resolve-value.ts';
import type { Scope } from '../../values/scope.ts';
import { applyEdit } from './apply-edit.ts';

/** A body without batch, and which of the protocol's content types it has. */
export interface PlainBody {
  readonly body: Uint8Array;
  readonly type?: 'json' | 'jsonPatch';
}

/** The bytes of a body. @throws {MissingValue | UnsendableRequest} */
export function buildBody(body: Exclude<BodyTemplate, { kind: 'batch' }> | undefined, scope: Scope): PlainBody {
  if (body === undefined) return { body: emptyBody };
  switch (body.kind) {
    case 'text':
      return { body: utf8(resolveText(body.text, scope)) };
    case 'json': {
      const value = applyEdit(resolveValue(body.value, scope), operationsOf(body.edit, scope));
      return { body: utf8(stringifyJson(value)), type: 'json' };
    }
    case 'json-patch':
      return { body: utf8(stringifyJson(patchDocument(body.operations, scope))), type: 'jsonPatch' };
  }
}

function operationsOf(edit: readonly ValueTemplate[] | string, scope: Scope): readonly Json[] {
  const operations = patchDocument(edit, scope);
  if (!isJsonArray(operations)) throw new UnsendableRequest('edit is not a list of operations');
  return operations;
}

/** Operations with their tokens put in; `path` and `from` are places, so tokens in them are escaped segments. */
function patchDocument(operations: ValueTemplate, scope: Scope): Json {
  if (!isJsonArray(operations)) return resolveValue(operations, scope);
  return operations.map((operation) => {
    if (!isJsonObject(operation)) return resolveValue(operation, scope);
    return jsonObject(
      Object.entries(operation).map(([name, value]) => {
        const isPlace = (name === 'path' || name === 'from') && typeof value === 'string';
        return [resolveText(name, scope), isPlace ? resolvePointer(value, scope) : resolveValue(value as Json, scope)];
      }),
    );
  });
}
