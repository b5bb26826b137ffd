import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { World } from '../../../kernel/world.ts';
import type { FragmentRow } from '../model/fragment-row.ts';
import { decodeRowversion } from '../model/rowversion.ts';
import { pickByMutant } from '../pick-by-mutant.ts';
import { refuse, serverError } from '../refuse.ts';

/** What becomes of an update on account of its TimeStamp. */
export type TimeStampVerdict =
  | { readonly kind: 'go' }
  /** Refused; `stale`: because the fragment was changed since. */
  | { readonly kind: 'refused'; readonly stale: boolean; readonly response: HttpResponse }
  /** Only a mutant: taken for a repetition of what was done already. */
  | { readonly kind: 'repeated' };

const go: TimeStampVerdict = { kind: 'go' };

/** Compares the body's TimeStamp, if it has one, with the fragment's. */
export function judgeTimeStamp(row: FragmentRow, body: JsonObject, world: World): TimeStampVerdict {
  if (!Object.hasOwn(body, 'TimeStamp')) {
    if (world.keeps('M42-TS-001')) return go;
    const response = refuse(world, 400, { name: 'TimeStampMissing', message: 'TimeStamp is required.' });
    return { kind: 'refused', stale: false, response };
  }
  const given = body['TimeStamp'] ?? null;
  if (world.mutant('timestamp-is-read-only')) {
    const response = refuse(world, 400, { name: 'ReadOnly', message: 'TimeStamp cannot be written.' });
    return { kind: 'refused', stale: false, response };
  }
  if (typeof given !== 'string' || isMalformed(given, row.timeStamp)) {
    const response = refuse(world, 400, { name: 'TimeStampInvalid', message: 'TimeStamp is not a row version.' });
    return { kind: 'refused', stale: false, response };
  }
  if (agrees(given, row.timeStamp, world)) return world.keeps('M42-TS-002') ? go : conflict(world);
  if (world.mutant('repeated-update-accepted') && row.lastUpdate === stringifyJson(body)) return { kind: 'repeated' };
  return world.keeps(isLater(given, row.timeStamp) ? 'M42-TS-013' : 'M42-TS-003') ? conflict(world) : go;
}

/** Only a stored value of the right form makes another form wrong; one mutant stores others. */
function isMalformed(given: string, stored: string): boolean {
  return decodeRowversion(given) === undefined && decodeRowversion(stored) !== undefined;
}

function agrees(given: string, stored: string, world: World): boolean {
  // Without the last 16 bits: four characters with the padding.
  if (world.mutant('timestamp-compared-by-prefix')) return given.slice(0, -4) === stored.slice(0, -4);
  if (world.mutant('timestamp-compared-as-at-least')) return given === stored || isLater(given, stored);
  return given === stored;
}

function isLater(given: string, stored: string): boolean {
  return (decodeRowversion(given) ?? 0n) > (decodeRowversion(stored) ?? 0n);
}

function conflict(world: World): TimeStampVerdict {
  const message = 'The fragment has been updated by another process.';
  const status = pickByMutant(world, { 'conflict-is-409': 409, 'conflict-is-412': 412 }, 500);
  return {
    kind: 'refused',
    stale: true,
    response: serverError(world, { name: 'ConcurrencyException', message }, status),
  };
}
