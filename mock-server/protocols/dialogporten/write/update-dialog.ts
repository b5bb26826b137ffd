import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { holdChildIds, redacted, takenChildIds } from '../model/child-ids.ts';
import { correspondenceRefusal, needsCorrespondence } from '../model/correspondence.ts';
import { instantOf } from '../model/date-time.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { type Findings, find } from '../model/findings.ts';
import { listOf } from '../model/list-of.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { resourceRefusal } from '../model/resources.ts';
import { hierarchyFaults } from '../model/transmission-hierarchy.ts';
import { forbidden, problem } from '../problem-details.ts';
import { refuseByState } from '../request/find-dialog.ts';
import { answerUpdate } from './answer-update.ts';
import { commitDialog } from './commit-dialog.ts';
import { mergeUpdate } from './merge-update.ts';
import { doubledKeys, doubledKeysText, sharedIds } from './new-children.ts';
import { refuseCollected, refuseInvalid } from './refuse-invalid.ts';
import type { Update } from './update.ts';
import { validateDialog } from './validate-dialog.ts';
import { validateUpdateDates } from './validate-update-dates.ts';

/** Checks and applies an update of a dialog: validation, state, revision, domain errors, commit, in that order. */
export function updateDialog(update: Update): HttpResponse {
  const { row, terms } = update;
  const refusal =
    refuseInvalid(update, validateUpdate(update)) ?? refuseByState(update, row, terms) ?? refuseByDomain(update);
  return refusal ?? commitUpdate(update);
}

/** Stores an update that nothing speaks against, unless ids of its children are taken. */
function commitUpdate(update: Update): HttpResponse {
  const { store, row, terms, world } = update;
  const after = mergeUpdate(update);
  const taken = takenChildIds(store, after, world);
  if (taken.length > 0) return problem(422, update, Object.fromEntries(taken.map((kind) => [kind, [redacted]])));
  const committed = commitDialog(store, row, after, { silent: terms.silent }, world);
  holdChildIds(store, committed, row);
  return answerUpdate(update, committed);
}

function validateUpdate({ row, dto, world }: Update): Findings {
  const findings: Findings = new Map();
  validateDialog(updateDialogDto, dto, world, findings);
  validateUpdateDates(row, dto, world, findings);
  const bare = row.transmissions.filter(({ content }) => content === undefined).length;
  const leaves = row.fields.isApiOnly && dto['isApiOnly'] !== true;
  if (bare > 0 && leaves && world.keepsFor(bare < row.transmissions.length ? 'some' : 'all', 'DP-PUT-020'))
    find(
      findings,
      'dto.transmissions',
      'This dialog is locked to IsApiOnly=true, as one or more of the existing immutable transmissions do not have content.',
    );
  return findings;
}

/** What speaks against a valid update of a dialog in a fit state: its dates, the ids, keys and references of children. */
function refuseByDomain(update: Update): HttpResponse | undefined {
  const { row, dto, world } = update;
  const collected: Findings = new Map();
  const activities = listOf(dto, 'activities');
  const transmissions = listOf(dto, 'transmissions');
  collectPastDates(update, collected);
  collectDoubles(activities, row.activities, 'DialogActivity', 'DP-PUT-012', world, collected);
  if (needsCorrespondence(activities, world))
    return refuseCollected(update, collected) ?? forbidden(update, correspondenceRefusal);
  collectDoubles(transmissions, row.transmissions, 'DialogTransmission', 'DP-PUT-013', world, collected);
  const all = [...row.transmissions, ...transmissions];
  const faults = collected.has('DialogTransmission') ? [] : hierarchyFaults(all, 'update', world);
  for (const fault of faults) find(collected, 'Transmissions', fault);
  const keys = doubledKeys(all, world);
  if (keys.length > 0)
    return refuseCollected(update, collected) ?? problem(409, update, { IdempotentKey: [doubledKeysText(keys)] });
  for (const { transmissionId } of activities)
    if (transmissionId !== undefined && !all.some(({ id }) => id === transmissionId))
      if (world.keepsFor('update', 'DP-ACT-005')) find(collected, 'Activities', unknownTransmission(transmissionId));
  const references = { serviceResource: row.serviceResource, fields: dto, transmissions: all };
  const refusal = resourceRefusal(references, update);
  if (refusal !== undefined) return forbidden(update, refusal);
  return refuseCollected(update, collected);
}

function collectPastDates({ row, dto, terms, world }: Update, collected: Findings): void {
  if (terms.silent && world.keeps('DP-SIL-006')) return;
  if (hasScope(world, scopes.admin)) return;
  const now = instantOf(world.now());
  const { dueAt, expiresAt } = dto;
  const refused = (name: string, value: unknown): boolean =>
    value !== undefined && value !== row.fields[name] && String(value) <= now && world.keepsFor(name, 'DP-PUT-015');
  if (refused('dueAt', dueAt)) find(collected, 'DueAt', 'Must be in future or current value. (Or null)');
  // The real check forgets that null is no date: what was set once cannot be taken away.
  const taken = expiresAt === undefined && row.fields['expiresAt'] !== undefined;
  const kept = taken && world.keeps('DP-PUT-021') && !world.variant('expiry-can-be-cleared');
  if (kept || refused('expiresAt', expiresAt)) find(collected, 'ExpiresAt', 'Must be in future or current value.');
}

function collectDoubles(
  added: readonly JsonObject[],
  there: readonly JsonObject[],
  entity: 'DialogActivity' | 'DialogTransmission',
  rule: string,
  world: World,
  collected: Findings,
): void {
  const doubled = sharedIds(added, there);
  const judged = [rule, 'DP-PUT-018', 'DP-PATCH-014'];
  if (doubled.length > 0 && world.keeps(...judged))
    find(collected, entity, `Entity '${entity}' with the following key(s) already exists: (${doubled.join(', ')}).`);
}

/** The message about a transmission that an activity names and the dialog does not have. */
export function unknownTransmission(id: unknown): string {
  return `Invalid 'TransmissionId', entity 'DialogTransmission' with the following key(s) does not exist: (${String(id)}) in 'Transmissions'`;
}
