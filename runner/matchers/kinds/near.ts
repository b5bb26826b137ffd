import { distanceMs, parseDateTime } from '../../../core/date-time.ts';
import { compareNumbers, distance, type ExactNumber } from '../../../core/exact-number.ts';
import { isJsonNumber, type Json } from '../../../core/json.ts';
import { parseDuration } from '../../load/input/read-scalar.ts';
import type { YamlNode } from '../../load/input/yaml-node.ts';
import { resolveValue } from '../../values/resolve-value.ts';
import type { MatcherDefinition, MatcherOf } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { respelt } from '../families/respell.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const near: MatcherDefinition<'near'> = {
  key: 'near',
  summary:
    '[value, tolerance]: a number near a number, or a date-time within a duration of another (0s: the same instant).',
  schema: { type: 'array', minItems: 2, maxItems: 2 },
  read: (node, ground) => {
    const [value, tolerance] = node.kind === 'list' ? node.items : [];
    if (node.kind !== 'list' || node.items.length !== 2 || !value || !tolerance) {
      ground.file.fault(node, 'near takes [value, tolerance]', 'for example [$(let.opens), 1s] or [5, 0.1]');
      return { kind: 'present' };
    }
    const read = ground.value(value);
    const within = readTolerance(tolerance);
    if (within !== undefined) return { kind: 'near', value: read, ...within };
    ground.file.fault(tolerance, 'a tolerance is a number of at least 0, or a duration such as 0s');
    return { kind: 'present' };
  },
  describe: ({ value }, { scope }) => `near ${renderValue(resolveValue(value, scope))}`,
  match: ({ value: middle, tolerance, unit }, value, context, place) => {
    const expected = respelt(resolveValue(middle, context.scope), context);
    const suffix = unit === 'time' ? ' ms' : '';
    const text = `${renderValue(expected)} within ${tolerance}${suffix}`;
    const away = expected === undefined ? undefined : distanceOf(unit, expected, value);
    if (away === undefined) return unjudgeable(place, text, renderValue(value));
    return compareNumbers(away, tolerance) <= 0
      ? holds
      : differs(place, text, `${renderValue(value)}, ${away}${suffix} away`);
  },
};

function readTolerance(node: YamlNode): Pick<MatcherOf<'near'>, 'tolerance' | 'unit'> | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (typeof node.value === 'string') {
    const duration = parseDuration(node.value);
    return duration === undefined ? undefined : { tolerance: duration, unit: 'time' };
  }
  if (node.value === null || typeof node.value === 'boolean' || compareNumbers(node.value, 0) < 0) return undefined;
  return { tolerance: node.value, unit: 'number' };
}

/** How far two numbers, or two date-times in milliseconds, are apart, to the last digit. */
function distanceOf(unit: 'number' | 'time', expected: Json, value: Json): number | ExactNumber | undefined {
  if (unit === 'number') return isJsonNumber(expected) && isJsonNumber(value) ? distance(expected, value) : undefined;
  if (typeof expected !== 'string' || typeof value !== 'string') return undefined;
  const [middle, at] = [parseDateTime(expected), parseDateTime(value)];
  return middle && at && distanceMs(middle, at);
}
