import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import type { Instant } from '../model/date-time.ts';
import { activityDto, transmissionDto } from '../model/dtos.ts';
import { createdAtOfChild } from '../seams.ts';
import { storeValue } from './store-fields.ts';

/** Activities as they are stored: with an id, and with the time of the request unless they say when. */
export function newActivities(items: readonly JsonObject[], now: Instant, world: World): JsonObject[] {
  return items.map((item) => dated(storeValue(activityDto, item, world), now, world));
}

/** Transmissions as they are stored. */
export function newTransmissions(items: readonly JsonObject[], now: Instant, world: World): JsonObject[] {
  return items.map((item) => dated(storeValue(transmissionDto, item, world), now, world));
}

function dated(child: JsonObject, now: Instant, world: World): JsonObject {
  const createdAt = String(child['createdAt'] ?? now);
  return { ...child, createdAt: world.through(createdAtOfChild, createdAt, { now }) };
}

/** Children of which one list has ids of the other. */
export function sharedIds(added: readonly JsonObject[], there: readonly JsonObject[]): string[] {
  const ids = new Set(there.map(({ id }) => id));
  return added.map(({ id }) => id).filter((id): id is string => typeof id === 'string' && ids.has(id));
}

/** Keys that occur twice among a dialog's transmissions. */
export function doubledKeys(transmissions: readonly JsonObject[], world: World): string[] {
  const seen = new Set<unknown>();
  const doubled = new Set<string>();
  for (const { idempotentKey } of transmissions) {
    if (typeof idempotentKey !== 'string') continue;
    if (seen.has(idempotentKey)) doubled.add(idempotentKey);
    seen.add(idempotentKey);
  }
  return doubled.size > 0 && world.keeps('DP-ID-010') ? [...doubled] : [];
}

/** The 409 of doubled keys. */
export function doubledKeysText(keys: readonly string[]): string {
  return `Duplicate IdempotentKey detected in dialog transmissions. Conflicting keys: '${keys.join("', '")}'.`;
}
