import type { HttpRequest } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { withMembers } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { type Column, isRequired } from '../model/entity.ts';
import { callOf, hasNoRow } from './around/exchanges.ts';
import { asNotFound, messageOf, refusedAs, withError } from './around/refusals.ts';
import { writingAnyway } from './around/write-anyway.ts';

/** What a bug makes of a member that is at fault; undefined: it is left out. */
type Repair = (value: Json, column: Column | undefined) => Json | undefined;

/** By fault, how a server overlooks it. */
const repairs = {
  unknown: (value, column) => (column ? value : undefined),
  computed: (value, column) => (typeof column?.generated === 'object' ? undefined : value),
  null: (value, column) =>
    value === null && column?.nullable === false ? (isRequired(column) ? '' : undefined) : value,
  uncastable: (value, column) => (column?.type === 'int' ? 7 : value),
} satisfies Readonly<Record<string, Repair>>;

/** Bugs that show only where a PUT or PATCH finds no row. */
export const missingRowMutants: readonly Mutant[] = [
  ...family(
    {
      'put-inserts-with-unknown-members': ['unknown', 'DAB-PUT-021'],
      'patch-inserts-with-unknown-members': ['unknown', 'DAB-PAT-009'],
      'put-inserts-with-computed-columns': ['computed', 'DAB-PUT-015'],
      'patch-inserts-with-computed-columns': ['computed', 'DAB-PAT-010'],
      'put-inserts-with-nulls': ['null', 'DAB-PUT-013'],
      'patch-inserts-with-nulls': ['null', 'DAB-PAT-007'],
      'put-inserts-with-odd-values': ['uncastable', 'DAB-PUT-022'],
      'patch-inserts-with-odd-values': ['uncastable', 'DAB-PAT-012'],
    } as const,
    ([fault, rule]) => ({
      title: `Where there is no row, a member that is at fault (${fault}) is overlooked.`,
      fails: [rule],
      at: [taking(all(decidedBy(rule), hasNoRow), (exchange) => repaired(exchange, repairs[fault]))],
    }),
  ),
  ...family(
    { 'put-inserts-elsewhere': 'DAB-PUT-019', 'patch-inserts-elsewhere': 'DAB-PAT-004' } as const,
    (rule: RuleId) => ({
      title: 'A missed upsert with a generated key is answered 404, and yet a row with a key of its own is inserted.',
      fails: [rule],
      at: [carryingOut(decidedBy(rule), withoutKey)],
    }),
  ),
  ...family(
    {
      'generated-part-comes-first': /^(book_id: \d+), (id: \d+)$/,
      'assigned-part-comes-first': /^(id: \d+), (book_id: \d+)$/,
    },
    (order) => ({
      title: `A text shows the parts of a key that is ${order} in another order than the URL.`,
      fails: ['DAB-PUT-020', 'DAB-PAT-004'],
      at: [
        withError(decidedBy('DAB-PUT-020', 'DAB-PAT-004'), (error, { response }) => ({
          ...error,
          message: messageOf(response).replace(/(?<=<).*(?=>)/, (key) => key.replace(order, '$2, $1')),
        })),
      ],
    }),
  ),
  {
    id: 'empty-patch-misses',
    title: 'A PATCH that names no column is answered 404 where there is no row.',
    fails: ['DAB-PAT-008'],
    at: [refusedAs(all(decidedBy('DAB-PAT-008'), hasNoRow), asNotFound)],
  },
  {
    id: 'empty-patch-inserts-anyway',
    title: 'A PATCH that names no column is refused, and yet inserts a row where there is none.',
    fails: ['DAB-PAT-008'],
    at: [writingAnyway(all(decidedBy('DAB-PAT-008'), hasNoRow))],
  },
];

function repaired(exchange: Exchange, repair: Repair): HttpRequest {
  const columns = callOf(exchange)?.entity.columns ?? [];
  return withMembers(exchange.request, (name, value) => {
    const sound = repair(
      value,
      columns.find(({ exposed }) => exposed === name),
    );
    return sound === undefined ? [] : [[name, sound]];
  });
}

/** The request without the key in its URL. */
function withoutKey(exchange: Exchange): HttpRequest {
  const keyRoute = callOf(exchange)?.keyRoute ?? '';
  return { ...exchange.request, target: exchange.request.target.replace(`/${keyRoute}`, '') };
}
