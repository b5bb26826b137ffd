import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { holdChildIds, redacted, takenChildIds } from '../model/child-ids.ts';
import { correspondenceRefusal, needsCorrespondence } from '../model/correspondence.ts';
import { instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { listOf } from '../model/list-of.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { hierarchyFaults } from '../model/transmission-hierarchy.ts';
import { forbidden, problem } from '../problem-details.ts';
import type { WriteTerms } from '../request/binders.ts';
import { refuseByLife, refuseByState, refuseStale } from '../request/find-dialog.ts';
import { answerUpdate } from './answer-update.ts';
import { commitDialog, sameState } from './commit-dialog.ts';
import { mergeUpdate, stampsAsSent } from './merge-update.ts';
import { doubledKeys, doubledKeysText, sharedIds } from './new-children.ts';
import type { Update } from './update.ts';
import { validateDialog } from './validate-dialog.ts';
import { validateUpdateDates } from './validate-update-dates.ts';

/** Checks and applies an update of a dialog: validation, state, revision, domain errors, commit, in that order. */
export function updateDialog(update: Update): HttpResponse {
  const { store, row, terms, request, world } = update;
  const gone =
    row.deletedAt !== undefined && world.mutant('deleted-before-invalid')
      ? refuseByLife(row, request, world)
      : undefined;
  if (gone) return gone;
  const early = world.mutant('stale-revision-first') ? refuseStale(row, terms.ifMatch, request, world) : undefined;
  if (early) return early;
  const invalid = validateUpdate(update);
  const stale = terms.ifMatch !== undefined && terms.ifMatch !== row.revision;
  if (stale && world.mutant('no-op-skips-condition') && sameState(row, mergeUpdate(update)))
    return answerUpdate(row, row, request, world);
  const refusal =
    invalid.size > 0
      ? problem(400, request, world, errorsOf(invalid))
      : (refuseSound(update) ?? failWithoutReason(update));
  if (refusal && !world.mutant(`write-despite-${refusal.status}`)) return refusal;

  const after = mergeUpdate(update);
  const taken = takenChildIds(store, after, world);
  if (taken.length > 0 && world.mutant('updated-despite-taken-id'))
    commitDialog(store, row, after, { silent: terms.silent }, world);
  if (taken.length > 0)
    return problem(422, request, world, Object.fromEntries(taken.map((kind) => [kind, [redacted]])));
  const acknowledgedOnly = request.method === 'PATCH' && world.mutant('patch-acknowledged-but-lost');
  const kind = { silent: terms.silent, acknowledgedOnly, ...stampsAsSent(update.body, world) };
  const committed = commitDialog(store, row, after, kind, world);
  holdChildIds(store, committed, row);
  return refusal ?? answerUpdate(committed, row, request, world);
}

function refuseSound(update: Update): HttpResponse | undefined {
  const { row, terms, request, world } = update;
  const early = world.mutant('domain-errors-first') ? refuseByDomain(update) : undefined;
  return early ?? refuseByState(row, terms.ifMatch, request, world) ?? refuseByDomain(update);
}

/** Defects: writers that come after others fail with 500 instead of 409. */
function failWithoutReason({ row, dto, terms, request, world }: Update): HttpResponse | undefined {
  if (terms.ifMatch !== undefined) return undefined;
  const [old, now] = [row.fields['externalReference'], dto['externalReference']];
  const overwrites = request.method === 'PUT' && old !== undefined && now !== undefined && old !== now;
  if (overwrites && world.mutant('overwriting-put-is-500')) return problem(500, request, world);
  const grows = listOf(dto, 'searchTags').length > Math.max(2, row.fields.searchTags.length);
  return grows && world.mutant('third-tag-is-500') ? problem(500, request, world) : undefined;
}

function validateUpdate({ row, dto, world }: Update): Findings {
  const findings: Findings = new Map();
  validateDialog(updateDialogDto, dto, world, findings);
  validateUpdateDates(row, dto, world, findings);
  const bare = row.transmissions.filter(({ content }) => content === undefined).length;
  const contentless =
    bare > 0 && !(bare < row.transmissions.length && world.mutant('one-transmission-with-content-will-do'));
  const leaves = row.fields.isApiOnly && dto['isApiOnly'] !== true;
  const unlocked = contentless && (leaves || world.mutant('transmission-without-content-locks-dialog'));
  if (unlocked && world.keeps('DP-PUT-020'))
    find(
      findings,
      'dto.transmissions',
      'This dialog is locked to IsApiOnly=true, as one or more of the existing immutable transmissions do not have content.',
    );
  if (world.mutant('validation-switched-off')) findings.clear();
  return findings;
}

function refuseByDomain({ row, dto, terms, request, world }: Update): HttpResponse | undefined {
  const collected: Findings = new Map();
  const activities = listOf(dto, 'activities');
  const transmissions = listOf(dto, 'transmissions');
  collectPastDates(row, dto, terms, world, collected);
  collectDoubles(activities, row.activities, 'DialogActivity', 'DP-PUT-012', world, collected);
  if (needsCorrespondence(activities, world))
    return refuseCollected(collected, request, world) ?? forbidden(request, world, correspondenceRefusal);
  collectDoubles(transmissions, row.transmissions, 'DialogTransmission', 'DP-PUT-013', world, collected);
  const all = [...row.transmissions, ...transmissions];
  const unchecked = collected.has('DialogTransmission') || world.mutant('hierarchy-of-update-unchecked');
  const faults = unchecked ? [] : hierarchyFaults(all, world);
  for (const fault of faults) find(collected, 'Transmissions', fault);
  const openable = world.mutant('new-transmission-of-update-stays-closed') ? row.transmissions : all;
  const keys = doubledKeys(all, world);
  if (keys.length > 0)
    return (
      refuseCollected(collected, request, world) ??
      problem(409, request, world, { IdempotentKey: [doubledKeysText(keys)] })
    );
  for (const { transmissionId } of activities)
    if (transmissionId !== undefined && !openable.some(({ id }) => id === transmissionId))
      if (insists(world, 'DP-ACT-005', 'opened-transmission-of-update-unchecked'))
        find(collected, 'Activities', unknownTransmission(transmissionId));
  return refuseCollected(collected, request, world);
}

function refuseCollected(collected: Findings, request: HttpRequest, world: World): HttpResponse | undefined {
  return collected.size === 0 ? undefined : problem(422, request, world, errorsOf(collected));
}

function collectPastDates(row: DialogRow, dto: JsonObject, terms: WriteTerms, world: World, collected: Findings): void {
  if (terms.silent && world.keeps('DP-SIL-006')) return;
  if (hasScope(world, scopes.admin) && !world.mutant('administrators-past-dates-refused-on-update')) return;
  if (world.mutant('past-dates-accepted')) return;
  const now = instantOf(world.now());
  const { dueAt, expiresAt } = dto;
  const refused = (name: string, value: unknown): boolean => {
    const past = value !== undefined && String(value) <= now;
    if (value === row.fields[name]) return past && world.mutant('past-dates-must-be-renewed');
    return past && insists(world, 'DP-PUT-015', `past-${name}-accepted-on-update`);
  };
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
  const judged = [rule, 'DP-PUT-018', ...(entity === 'DialogActivity' ? ['DP-PATCH-014'] : [])];
  if (doubled.length > 0 && world.keeps(...judged))
    find(collected, entity, `Entity '${entity}' with the following key(s) already exists: (${doubled.join(', ')}).`);
}

/** The message about a transmission that an activity names and the dialog does not have. */
export function unknownTransmission(id: unknown): string {
  return `Invalid 'TransmissionId', entity 'DialogTransmission' with the following key(s) does not exist: (${String(id)}) in 'Transmissions'`;
}
