import { applyPatch, type Operation } from 'rfc6902';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { formatPointer, valueAt } from '../../../../core/json-pointer.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { World } from '../../../kernel/world.ts';
import type { DtoType } from '../model/dto-schema.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { type Located, locate } from './patch-location.ts';
import { readValue } from './read-dto.ts';

/** How a patch went: the patched document, or why it could not be applied and what it looked like by then. */
export type Patched =
  | { readonly document: JsonObject }
  | { readonly fault: string; readonly until: JsonObject }
  | { readonly crash: true };

const operations: ReadonlySet<string> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);

/** Applies operations in order to a copy of the document. The real server reads them leniently; so does this. */
export function patchDocument(document: JsonObject, patch: readonly Json[], world: World): Patched {
  const copy = structuredClone(document) as Record<string, Json>;
  for (const each of patch) {
    if (!isJsonObject(each) || typeof each['path'] !== 'string') return { crash: true };
    const op = typeof each['op'] === 'string' ? each['op'].toLowerCase() : 'add';
    if ((op === 'move' || op === 'copy') && typeof each['from'] !== 'string') return { crash: true };
    const failure = operations.has(op)
      ? applyOne(copy, op, each, world)
      : { fault: `Invalid JsonPatch operation '${String(each['op'])}'.`, rule: 'DP-PATCH-013' };
    if (failure && (failure.rule === undefined || world.keepsFor('operation', failure.rule)))
      return { fault: failure.fault, until: copy };
  }
  return { document: copy };
}

/** Why an operation cannot be carried out, and the rule that says so. */
interface Failure {
  readonly fault: string;
  readonly rule?: RuleId;
}

function applyOne(
  document: Record<string, Json>,
  op: string,
  operation: JsonObject,
  world: World,
): Failure | undefined {
  const at = locate(String(operation['path']), op === 'add' || op === 'move' || op === 'copy', document);
  if ('fault' in at) return { fault: at.fault, rule: at.outside ? 'DP-PATCH-009' : 'DP-PATCH-013' };
  if (op === 'test') return testFault(document, at, operation['value'] ?? null, world);
  if (op === 'remove') {
    // What is absent is null in the server's document, so that removing it is no fault.
    const absent = (valueAt(document, at.segments) ?? null) === null;
    return absent ? undefined : applied(document, { op, path: formatPointer(at.segments) });
  }
  if (op === 'move' || op === 'copy') {
    const from = locate(String(operation['from']), false, document);
    if ('fault' in from) return { fault: from.fault, rule: 'DP-PATCH-013' };
    const value = valueAt(document, from.segments) ?? null;
    const taken = op === 'move' ? applied(document, { op: 'remove', path: formatPointer(from.segments) }) : undefined;
    return taken ?? put(document, at, value, 'add', world);
  }
  return put(document, at, operation['value'] ?? null, op as 'add' | 'replace', world);
}

function put(
  document: Record<string, Json>,
  at: Located,
  value: Json,
  op: 'add' | 'replace',
  world: World,
): Failure | undefined {
  const read = readPatched(at.type, value, world);
  if (read === undefined)
    return { fault: `The value '${shown(value)}' is invalid for target location.`, rule: 'DP-PATCH-013' };
  return applied(document, { op, path: formatPointer(at.segments), value: read });
}

/** A value as the target's type reads it; undefined when it cannot. */
function readPatched(type: DtoType, value: Json, world: World): Json | undefined {
  if (value === null)
    return type.kind === 'enum' || type.kind === 'flag' ? undefined : type.kind === 'list' ? [] : null;
  const read = readValue(type, value, '', world, { lenient: true });
  return 'fault' in read ? undefined : read.value;
}

function testFault(document: JsonObject, at: Located, value: Json, world: World): Failure | undefined {
  const current = valueAt(document, at.segments) ?? null;
  const wanted = value === null ? null : readPatched(at.type, value, world);
  if (wanted !== undefined && jsonEquals(current, wanted)) return undefined;
  const path = at.segments.join('/');
  const fault = `The current value '${shown(current)}' at path '${path}' is not equal to the test value '${shown(value)}'.`;
  return { fault, rule: 'DP-PATCH-008' };
}

function applied(document: Record<string, Json>, operation: Operation): Failure | undefined {
  const [failure] = applyPatch(document, [operation]);
  return failure ? { fault: failure.message } : undefined;
}

function shown(value: Json): string {
  if (value === null) return '';
  return isJsonArray(value) || isJsonObject(value) ? JSON.stringify(value) : String(value);
}

/** The document that a PATCH sees: everything PUT could send, absent members null, both append-only lists empty. */
export function patchTarget(fields: JsonObject): JsonObject {
  return { ...withNulls(updateDialogDto, fields), activities: [], transmissions: [] };
}

function withNulls(type: DtoType, value: Json): JsonObject {
  const out: Record<string, Json> = {};
  if (type.kind !== 'object' || !isJsonObject(value)) return out;
  for (const { name, type: memberType } of type.members) {
    const member = value[name];
    if (member === undefined) out[name] = memberType.kind === 'list' ? [] : null;
    else if (memberType.kind === 'object') out[name] = withNulls(memberType, member);
    else if (memberType.kind === 'list' && isJsonArray(member)) {
      const { of } = memberType;
      out[name] = member.map((item) => withNulls(of, item));
    } else out[name] = member;
  }
  return out;
}
