import { ExactNumber } from '../../../../core/exact-number.ts';
import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonObject, type Json } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { type When, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField, withMembers, withText } from '../../../kernel/bugs/other-request.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, done, refused } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { tagText } from '../read/row-tag.ts';
import { about, ifMatchOf, patches, rowBefore } from './exchanges.ts';

const isWrite = about('row', 'PATCH', 'DELETE');
const byName: When = ({ request }) => /\((?:account|contact)id=/i.test(request.target);
const inactive: When = (exchange) => isWrite(exchange) && rowBefore(exchange)?.values['statecode'] === 1;
const sets = about('property', 'PUT');

/** Bugs of rows that are named, written or read in another way than most are. */
export const otherWayMutants: readonly Mutant[] = mutantsOf(
  [
    ['named-key-ignores-tags', 'A tag is ignored where the primary key has its name.', ['DV-CND-002', 'DV-CND-003']],
    ['inactive-rows-ignore-tags', 'A tag is ignored of a row that is inactive.', ['DV-CND-002', 'DV-CND-003']],
    ['key-shows-the-tag-before', 'A PATCH by alternate key shows the tag that the row had before.', 'DV-PRF-009'],
    ['zeros-are-not-created', 'An upsert that creates drops members that are zero.', 'DV-UPS-001'],
    ['patched-text-is-composed', 'A PATCH composes the characters of a text.', 'DV-HDR-021'],
    ['property-text-is-composed', 'A PUT of a property composes the characters of a text.', 'DV-HDR-021'],
  ],
  {
    'named-key-ignores-tags': taking(all(refused(isWrite), byName, hasTag), withStar),
    'inactive-rows-ignore-tags': taking(all(refused(isWrite), inactive, hasTag), withStar),
    'key-shows-the-tag-before': withJson(all(answered(patches, 200), byAlternateKey), (body, exchange) => {
      const row = rowBefore(exchange);
      return isJsonObject(body) && row ? { ...body, '@odata.etag': tagText(row, quiet(exchange.world)) } : body;
    }),
    'zeros-are-not-created': taking(
      all(done(patches), (exchange) => rowBefore(exchange) === undefined),
      ({ request }) => withMembers(request, (name, value) => (isZero(value) ? [] : [[name, value]])),
    ),
    'patched-text-is-composed': taking(all(done(patches), isDecomposed), composed),
    'property-text-is-composed': taking(all(done(sets), isDecomposed), composed),
  },
);

function hasTag(exchange: Exchange): boolean {
  const tag = ifMatchOf(exchange);
  return tag !== undefined && tag !== '*';
}

function withStar({ request }: Exchange): HttpRequest {
  return withField(request, ['If-Match', '*']);
}

/** Does the URL name values of other columns than the primary key? */
function byAlternateKey(exchange: Exchange): boolean {
  return /\([a-z_0-9]+=/i.test(exchange.request.target) && !byName(exchange);
}

function isZero(value: Json): boolean {
  return value === 0 || (value instanceof ExactNumber && Number(value.text) === 0);
}

function isDecomposed({ request }: Exchange): boolean {
  const text = new TextDecoder().decode(request.body);
  return text !== text.normalize('NFC');
}

function composed({ request }: Exchange): HttpRequest {
  return withText(request, new TextDecoder().decode(request.body).normalize('NFC'));
}
