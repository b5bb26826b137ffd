import { isJsonArray } from '../../../core/json.ts';
import { type JsonChange, jsonChanges } from '../../../core/json-changes.ts';
import { jsonEquals } from '../../../core/json-equals.ts';
import { formatPointer, isCovered, valueAt } from '../../../core/json-pointer.ts';
import type { Effect, Place } from '../../../core/suite.ts';
import { renderValue } from '../../matchers/families/render-value.ts';
import type { Answer } from '../../values/answer.ts';
import { textOf } from '../../values/convert.ts';
import { resolvePlace, resolveTemplate } from '../../values/resolve-value.ts';
import type { Scope } from '../../values/scope.ts';
import { unheardStatuses } from './why-unheard.ts';

/** One resource as it was read just before and just after a request. */
export interface EffectReading {
  /** "GET /x". */
  readonly call: string;
  readonly before: Answer;
  readonly after: Answer;
}

/** What was seen: differences from what may change, or why nothing could be seen. */
export interface EffectResult {
  readonly differences: readonly {
    readonly call: string;
    readonly place: string;
    readonly expected: string;
    readonly actual: string;
  }[];
  readonly inconclusive?: string;
  /** Volatile places that did change, and were left out. */
  readonly leftOut: readonly string[];
}

/** Statuses that say nothing about the resource: the read itself was turned away. */
const blind: ReadonlySet<number> = new Set([401, 403, 407, ...unheardStatuses]);

/** Compares what was read before and after. @throws {MissingValue} */
export function judgeEffect(
  effect: Effect,
  readings: readonly EffectReading[],
  volatile: readonly Place[],
  scope: Scope,
): EffectResult {
  const places = (list: readonly Place[]): readonly (readonly string[])[] =>
    list.map((place) => resolvePlace(place, scope));
  const must = typeof effect.changes === 'string' ? placesOf(effect.changes, scope) : places(effect.changes);
  const may = [...must, ...places(effect.may)];
  const ignored = places(volatile);
  if (must.length === 0 && [...may, ...ignored].some(({ length }) => length === 0))
    return { differences: [], leftOut: [], inconclusive: 'every place may change, so there is no effect to see' };
  const results = readings.map((reading) => judgeReading(reading, must, may, ignored));
  const inconclusive = results.find((result) => result.inconclusive !== undefined)?.inconclusive;
  return {
    differences: results.flatMap(({ differences }) => differences),
    leftOut: results.flatMap(({ leftOut }) => leftOut),
    ...(inconclusive === undefined ? {} : { inconclusive }),
  };
}

/** "none", or a token that gives a list of places (or "none"). */
function placesOf(changes: string, scope: Scope): readonly (readonly string[])[] {
  if (changes === 'none') return [];
  const value = resolveTemplate(changes, scope);
  if (value === 'none') return [];
  return (isJsonArray(value) ? value : [value]).map((place) => resolvePlace(textOf(place), scope));
}

function judgeReading(
  { call, before, after }: EffectReading,
  must: readonly (readonly string[])[],
  may: readonly (readonly string[])[],
  ignored: readonly (readonly string[])[],
): EffectResult {
  const blindly = [before, after].find(({ status }) => blind.has(status));
  if (blindly)
    return {
      differences: [],
      leftOut: [],
      inconclusive: `${call} answered ${blindly.status}, so the effect could not be seen`,
    };
  if (before.status !== after.status) {
    return {
      differences: [{ call, place: 'status', expected: String(before.status), actual: String(after.status) }],
      leftOut: [],
    };
  }
  if (before.status < 200 || before.status > 299) {
    if (must.length === 0 && !isGone(before))
      return {
        differences: [],
        leftOut: [],
        inconclusive: `${call} answered ${before.status} both times, so the effect could not be seen`,
      };
    const differences =
      must.length === 0
        ? []
        : [{ call, place: 'status', expected: '2xx before and after', actual: String(before.status) }];
    return { differences, leftOut: [] };
  }
  const [was, is] = [before.json(), after.json()];
  if (was.kind !== 'value' || is.kind !== 'value') {
    return { differences: judgeTexts(call, before.text() === after.text(), must), leftOut: [] };
  }
  const changes = jsonChanges(was.value, is.value);
  const volatileChanges = changes.filter(({ segments }) => isCovered(segments, ignored));
  const forbidden = changes.filter((change) => !isCovered(change.segments, may) && !volatileChanges.includes(change));
  const unchanged = must.filter((place) => {
    const [x, y] = [valueAt(was.value, place), valueAt(is.value, place)];
    return x === undefined || y === undefined ? x === y : jsonEquals(x, y);
  });
  return {
    differences: [
      ...forbidden.map((change) => ({
        call,
        place: formatPointer(change.segments),
        expected: `unchanged: ${renderValue(change.before)}`,
        actual: actualOf(change),
      })),
      ...unchanged.map((place) => ({
        call,
        place: formatPointer(place),
        expected: 'changed',
        actual: `unchanged: ${renderValue(valueAt(was.value, place))}`,
      })),
    ],
    leftOut: volatileChanges.map(({ segments }) => formatPointer(segments)),
  };
}

/** There is nothing to read, which is something to see; any other refusal hides what there is. */
function isGone({ status }: Answer): boolean {
  return status === 404 || status === 410;
}

/** Of what is not JSON only sameness shows: no place of it can have changed. */
function judgeTexts(call: string, same: boolean, must: readonly (readonly string[])[]): EffectResult['differences'] {
  if (!same) return [{ call, place: '', expected: 'the same text', actual: 'another text' }];
  return must.map((place) => ({
    call,
    place: formatPointer(place),
    expected: 'changed',
    actual: 'unchanged: the answers are the same text, and not JSON',
  }));
}

function actualOf({ before, after }: JsonChange): string {
  return before === undefined ? `new: ${renderValue(after)}` : renderValue(after);
}
