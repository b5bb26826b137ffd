import type { JsonObject } from '../../../../core/json.ts';
import { correspondenceRefusal, needsCorrespondence } from '../model/correspondence.ts';
import { activityDto, transmissionDto } from '../model/dtos.ts';
import { resourceRefusal } from '../model/resources.ts';
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
  entity: 'DialogActivity',
  dto: activityDto,
  validate: (child, world, findings) => {
    validateDto(activityDto, child, 'activity', world, findings);
    validateActivity(child, 'activity', world, findings);
  },
  refuse: (call, row, child) => {
    const { world } = call;
    const adminMayTouchDeleted = row.deletedAt !== undefined && world.keeps('DP-ACT-004');
    const state = refuseByLife(call, row, { adminMayTouchDeleted });
    if (state) return state;
    if (needsCorrespondence([child], world)) return forbidden(call, correspondenceRefusal);
    const refusal = resourceRefusal(row, call);
    if (refusal !== undefined) return forbidden(call, refusal);
    const named = child['transmissionId'];
    const unknown = named !== undefined && !row.transmissions.some(({ id }) => id === named);
    return unknown && world.keepsFor('post', 'DP-ACT-005')
      ? problem(422, call, { 'Activity.TransmissionId': [unknownTransmission(named)] })
      : undefined;
  },
  refuseCommit: refuseStale,
  store: (child, now, world) => one(newActivities([child], now, world)),
};

/** Transmissions: the revision is compared early. */
export const transmissions: ChildKind = {
  singular: 'transmission',
  list: 'transmissions',
  entity: 'DialogTransmission',
  dto: transmissionDto,
  // Only what comes with its dialog may go without content: at this address nobody asks what the dialog is for.
  validate: (child, world, findings) => {
    validateDto(transmissionDto, child, 'transmissions[0]', world, findings);
    validateTransmission(child, false, 'transmissions[0]', world, findings);
  },
  refuse: (call, row, child, terms) => {
    const state = refuseByState(call, row, terms);
    if (state) return state;
    const all = [...row.transmissions, child];
    const keys = doubledKeys(all, call.world);
    if (keys.length > 0) return problem(409, call, { IdempotentKey: [doubledKeysText(keys)] });
    const refusal = resourceRefusal({ ...row, transmissions: all }, call);
    if (refusal !== undefined) return forbidden(call, refusal);
    const faults = hierarchyFaults(all, 'post', call.world);
    return faults.length > 0 ? problem(422, call, { Transmissions: faults }) : undefined;
  },
  refuseCommit: () => undefined,
  store: (child, now, world) => one(newTransmissions([child], now, world)),
};

function one(items: readonly JsonObject[]): JsonObject {
  return items[0] ?? {};
}
