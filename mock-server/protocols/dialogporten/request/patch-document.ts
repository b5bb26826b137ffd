import { applyPatch, type Operation } from 'rfc6902';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { formatPointer, valueAt } from '../../../../core/json-pointer.ts';
import type { World } from '../../../kernel/world.ts';
import type { DtoType } from '../model/dto-schema.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { insists } from '../model/insists.ts';
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
  for (const each of inOrder(patch, world)) {
    if (!isJsonObject(each) || typeof each['path'] !== 'string') return { crash: true };
    const op = typeof each['op'] === 'string' ? each['op'].toLowerCase() : 'add';
    if (!operations.has(op)) {
      if (!insists(world, 'DP-PATCH-013', 'faulty-operations-skipped')) continue;
      return { fault: `Invalid JsonPatch operation '${String(each['op'])}'.`, until: copy };
    }
    if ((op === 'move' || op === 'copy') && typeof each['from'] !== 'string') return { crash: true };
    const fault = applyOne(copy, op, each, world);
    if (fault !== undefined) return { fault, until: copy };
  }
  return { document: copy };
}

/** The operations as they came; defective servers turn them round, or forget the later ones. */
function inOrder(patch: readonly Json[], world: World): readonly Json[] {
  if (world.mutant('patch-in-reverse-order')) return patch.toReversed();
  return patch.length > 3 && world.mutant('three-operations-at-most') ? patch.slice(0, 3) : patch;
}

function applyOne(document: Record<string, Json>, op: string, operation: JsonObject, world: World): string | undefined {
  const at = locate(String(operation['path']), op === 'add' || op === 'move' || op === 'copy', document);
  if ('fault' in at) {
    const rule = at.outside ? 'DP-PATCH-009' : 'DP-PATCH-013';
    return insists(world, rule, 'faulty-operations-skipped') ? at.fault : undefined;
  }
  const spoiled = spoil(op, operation, at, world);
  if (spoiled) return spoiled.fault;
  if (/^\/(activities|transmissions)/.test(String(operation['path'])) && world.mutant('patch-cannot-add-children'))
    return 'The lists of activities and transmissions cannot be patched.';
  if ((op === 'copy' || op === 'move') && world.mutant('patch-cannot-copy'))
    return `Invalid JsonPatch operation '${op}'.`;
  if (op === 'test') return testFault(document, at, operation['value'] ?? null, world);
  if (op === 'remove') {
    // What is absent is null in the server's document, so that removing it is no fault.
    if ((valueAt(document, at.segments) ?? null) === null)
      return world.mutant('removal-of-absent-is-a-fault') ? 'There is nothing to remove.' : undefined;
    return applied(document, { op, path: formatPointer(at.segments) });
  }
  if (op === 'move' || op === 'copy') {
    const from = locate(String(operation['from']), false, document);
    if ('fault' in from) return insists(world, 'DP-PATCH-013', 'faulty-operations-skipped') ? from.fault : undefined;
    const value = valueAt(document, from.segments) ?? null;
    if (op === 'copy' && world.mutant('copy-moves'))
      applied(document, { op: 'remove', path: formatPointer(from.segments) });
    const moves = op === 'move' && !world.mutant('move-copies');
    const fault = moves ? applied(document, { op: 'remove', path: formatPointer(from.segments) }) : undefined;
    return fault ?? put(document, at, value, 'add', world);
  }
  return put(document, at, operation['value'] ?? null, op as 'add' | 'replace', world);
}

/** Defects: operations that are lawful and are refused, or do nothing. */
function spoil(
  op: string,
  operation: JsonObject,
  at: Located,
  world: World,
): { readonly fault: string | undefined } | undefined {
  const path = String(operation['path']);
  const place = path.slice(1);
  if (place.includes('/') && op === 'replace' && world.mutant('patch-only-on-the-surface'))
    return { fault: 'Only members of the dialog itself can be patched.' };
  if (/^[A-Z]/.test(place) && world.mutant('patch-paths-in-one-case')) return { fault: 'There is no such member.' };
  if (op === 'remove' && world.mutant('removal-does-nothing')) return { fault: undefined };
  if (op === 'remove' && at.type.kind === 'list' && world.mutant('lists-cannot-be-removed'))
    return { fault: 'A list cannot be removed.' };
  if (op === 'add' && place.startsWith('searchTags') && world.mutant('nothing-can-be-added'))
    return { fault: 'Nothing can be added.' };
  return undefined;
}

function put(
  document: Record<string, Json>,
  at: Located,
  value: Json,
  op: 'add' | 'replace',
  world: World,
): string | undefined {
  const read = readPatched(at.type, value, world);
  if (read === undefined)
    return insists(world, 'DP-PATCH-013', 'faulty-operations-skipped')
      ? `The value '${shown(value)}' is invalid for target location.`
      : undefined;
  return applied(document, { op, path: formatPointer(at.segments), value: read });
}

/** A value as the target's type reads it; undefined when it cannot. */
function readPatched(type: DtoType, value: Json, world: World): Json | undefined {
  if (value === null)
    return type.kind === 'enum' || type.kind === 'flag' ? undefined : type.kind === 'list' ? [] : null;
  const read = readValue(type, value, '', world, { lenient: true });
  return 'fault' in read ? undefined : read.value;
}

function testFault(document: JsonObject, at: Located, value: Json, world: World): string | undefined {
  const current = valueAt(document, at.segments) ?? null;
  const wanted = value === null ? null : readPatched(at.type, value, world);
  if (wanted !== undefined && jsonEquals(current, wanted)) return undefined;
  if (!world.keeps('DP-PATCH-008')) return undefined;
  const path = at.segments.join('/');
  return `The current value '${shown(current)}' at path '${path}' is not equal to the test value '${shown(value)}'.`;
}

function applied(document: Record<string, Json>, operation: Operation): string | undefined {
  const [failure] = applyPatch(document, [operation]);
  return failure ? failure.message : undefined;
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
