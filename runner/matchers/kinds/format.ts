import { parseDateTime } from '../../../core/date-time.ts';
import { parseEntityTag } from '../../../core/entity-tag.ts';
import { isWholeNumber } from '../../../core/exact-number.ts';
import { isGuid } from '../../../core/guid.ts';
import { isJsonNumber, type Json } from '../../../core/json.ts';
import type { Format } from '../../../core/suite.ts';
import { readWord } from '../../load/input/read-scalar.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

/** Is a text of the format? */
const texts: { readonly [F in Format]: (text: string) => boolean } = {
  uuid: isGuid,
  uuid4: (text) => isUuidOf('4', text),
  uuid7: (text) => isUuidOf('7', text),
  'date-time': (text) => parseDateTime(text) !== undefined,
  'utc-date-time': (text) => parseDateTime(text) !== undefined && /(?:Z|\+00:00)$/i.test(text),
  'weak-etag': (text) => parseEntityTag(text)?.weak === true,
  'strong-etag': (text) => parseEntityTag(text)?.weak === false,
  rowversion: (text) => /^[A-Za-z0-9+/]{11}=$/.test(text),
  integer: (text) => /^-?\d+$/.test(text),
  uri: (text) => /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(text),
};
const names = Object.keys(texts) as Format[];

export const format: MatcherDefinition<'format'> = {
  key: 'format',
  summary: 'The form of a text.',
  schema: { enum: names },
  read: (node, { file }) => ({ kind: 'format', format: readWord(file, node, 'format', names) }),
  describe: (matcher) => `format ${matcher.format}`,
  match: (matcher, value, _, place) => {
    const is = hasFormat(value, matcher.format);
    const make = is === undefined ? unjudgeable : differs;
    return is ? holds : make(place, `format ${matcher.format}`, renderValue(value));
  },
};

/**
 * Is the value of this format? Undefined: it is of a type the format says nothing about.
 * @internal
 */
export function hasFormat(value: Json, name: Format): boolean | undefined {
  if (name === 'integer' && isJsonNumber(value)) return isWholeNumber(value);
  return typeof value === 'string' ? texts[name](value) : undefined;
}

function isUuidOf(version: '4' | '7', text: string): boolean {
  return isGuid(text) && text[14] === version && /[89ab]/i.test(text[19] ?? '');
}
