import type { JsonObject } from '../../../../core/json.ts';
import { correspondenceRefusal, needsCorrespondence } from '../model/correspondence.ts';
import { activityDto, transmissionDto } from '../model/dtos.ts';
import { hierarchyFaults } from '../model/transmission-hierarchy.ts';
import { forbidden, problem } from '../problem-details.ts';
import { refuseByLife, refuseByState, refuseStale } from '../request/find-dialog.ts';
import { doubledKeys, doubledKeysText, newActivities, newTransmissions } from '../write/new-children.ts';
import { unknownTransmission } from '../write/update-dialog.ts';
import { validateActivity } from '../write/validate-activity.ts';
import { validateDto } from '../write/validate-dto.ts';
import { validateTransmission } from '../write/validate-transmission.ts';
import type { ChildKind } from './children.ts';

/** Activities: the revision is compared only when the change is saved, after everything else. */
export const activities: ChildKind = {
  singular: 'activity',
  list: 'activities',
  dto: activityDto,
  validate: (child, _row, world, findings) => {
    validateDto(activityDto, child, 'activity', world, findings);
    if (!world.mutant('posted-activity-unchecked')) validateActivity(child, 'activity', world, findings);
  },
  refuse: (child, row, terms, request, world) => {
    const adminMayTouchDeleted = row.deletedAt !== undefined && world.keeps('DP-ACT-004');
    const state = refuseByLife(row, request, world, { adminMayTouchDeleted });
    if (state) return state;
    const early = world.mutant('activity-revision-first') ? refuseStale(row, terms.ifMatch, request, world) : undefined;
    if (early) return early;
    if (needsCorrespondence([child], world)) return forbidden(request, world, correspondenceRefusal);
    const named = child['transmissionId'];
    const openable = world.mutant('last-transmission-alone-opens') ? row.transmissions.slice(-1) : row.transmissions;
    const unknown = named !== undefined && !openable.some(({ id }) => id === named);
    const refused = unknown
      ? world.keeps('DP-ACT-005')
      : named !== undefined && world.mutant('no-transmission-can-be-opened');
    if (refused) return problem(422, request, world, { 'Activity.TransmissionId': [unknownTransmission(named)] });
    return undefined;
  },
  refuseCommit: (row, terms, request, world) => refuseStale(row, terms.ifMatch, request, world),
  store: (child, now, world) => one(newActivities([child], now, world)),
};

/** Transmissions: the revision is compared early. */
export const transmissions: ChildKind = {
  singular: 'transmission',
  list: 'transmissions',
  dto: transmissionDto,
  validate: (child, row, world, findings) => {
    validateDto(transmissionDto, child, 'transmissions[0]', world, findings);
    validateTransmission(child, row?.fields.isApiOnly === true, 'transmissions[0]', world, findings);
  },
  refuse: (child, row, terms, request, world) => {
    const all = [...row.transmissions, child];
    const keys = doubledKeys(all, world);
    const hasty = keys.length > 0 && world.mutant('transmission-key-before-revision');
    const state = hasty ? undefined : refuseByState(row, terms.ifMatch, request, world);
    if (state) return state;
    if (keys.length > 0) return problem(409, request, world, { IdempotentKey: [doubledKeysText(keys)] });
    const faults = hierarchyFaults(all, world);
    return faults.length > 0 ? problem(422, request, world, { Transmissions: faults }) : undefined;
  },
  refuseCommit: () => undefined,
  store: (child, now, world) => one(newTransmissions([child], now, world)),
};

function one(items: readonly JsonObject[]): JsonObject {
  return items[0] ?? {};
}

/** The kind behind a path segment. */
export function childKind(segment: string): ChildKind | undefined {
  if (segment === activities.list) return activities;
  return segment === transmissions.list ? transmissions : undefined;
}
