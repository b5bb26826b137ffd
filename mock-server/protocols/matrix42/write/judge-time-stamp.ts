import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { type Refused, refusedWith } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import type { FragmentRow } from '../model/fragment-row.ts';
import { decodeRowversion } from '../model/rowversion.ts';
import { refuse, serverError } from '../refuse.ts';
import { timeStampsAgree, verdictOnTimeStamp } from '../seams.ts';

/** Compares the body's TimeStamp, if it has one, with the fragment's: the refusal, or undefined when the update goes on. */
export function judgeTimeStamp(call: Call, row: FragmentRow, body: JsonObject): Refused | undefined {
  return call.world.through(verdictOnTimeStamp, judge(call.world, row, body), { ...call, body });
}

function judge(world: World, row: FragmentRow, body: JsonObject): Refused | undefined {
  if (!Object.hasOwn(body, 'TimeStamp')) {
    world.cites('M42-TS-001');
    return undefined;
  }
  const given = body['TimeStamp'];
  if (typeof given !== 'string' || decodeRowversion(given) === undefined) {
    world.cites('M42-TS-021');
    if (!world.keeps('M42-TS-011')) return undefined;
    return refusedWith(refuse(world, 400, { name: 'TimeStampInvalid', message: 'TimeStamp is not a row version.' }));
  }
  const stored = row.timeStamp;
  if (world.through(timeStampsAgree, given === stored, { given, stored })) {
    world.cites('M42-TS-002');
    return undefined;
  }
  world.cites('M42-TS-021');
  return world.keeps(isLater(given, stored) ? 'M42-TS-013' : 'M42-TS-003') ? conflict(world) : undefined;
}

/** Was the one TimeStamp given out after the other? */
function isLater(one: string, other: string): boolean {
  return (decodeRowversion(one) ?? 0n) > (decodeRowversion(other) ?? 0n);
}

/** The refusal of an update that somebody else was faster than. */
export function conflict(world: World): Refused {
  const message = 'The fragment has been updated by another process.';
  return refusedWith(serverError(world, { name: 'ConcurrencyException', message }));
}
