import { around, atSeam } from '../../../kernel/bug.ts';
import { withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refusedWith } from '../../../kernel/refused.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { definitionsOf } from '../model/object-row.ts';
import { decodeRowversion, encodeRowversion } from '../model/rowversion.ts';
import { verdictOnTimeStamp } from '../seams.ts';
import { objectUpdates } from './exchanges.ts';
import { changeNodes, shownObjects, updatedObject } from './object-mutants.ts';

/** What is wrong with the TimeStamps of objects, and with who may write them; and with refusals that are 409 and alike. */
export const objectStampMutants: readonly Mutant[] = mutantsOf(
  [
    ['object-shows-numbers', 'An object shows the TimeStamps of its fragments as decimal numbers.', 'M42-TS-006'],
    ['object-update-counts-down', 'An update of an object gives its fragments smaller TimeStamps.', 'M42-TS-007'],
    [
      'other-fragments-have-own-stamps',
      'An object shows TimeStamps of its own but for its first fragment.',
      'M42-TS-008',
    ],
    ['anonymous-object-update-accepted', 'An update of an object needs no access token.', 'M42-AUT-006'],
    [
      'anonymous-object-update-stored',
      'An update of an object without a token is refused, and yet stored.',
      'M42-AUT-006',
    ],
    ['conflict-is-409-and-alike', 'A conflict is 409 with the body of any other error.', ['M42-TS-003', 'M42-TS-020']],
  ],
  {
    'object-shows-numbers': withJson(shownObjects, (object) =>
      changeNodes(object, (node) => ({
        ...node,
        TimeStamp: String(decodeRowversion(String(node['TimeStamp'])) ?? 0n),
      })),
    ),
    'object-update-counts-down': writing(answered(objectUpdates, 204), (exchange) => {
      const { type, object } = updatedObject(exchange) ?? {};
      for (const definition of type ? definitionsOf(type, exchange.world) : []) {
        const id = object?.fragments[definition.name] ?? '';
        const row = fragmentsOf(exchange.store, definition).get(id);
        const old = fragmentsOf(exchange.before, definition).get(id)?.timeStamp ?? '';
        const less = encodeRowversion((decodeRowversion(old) ?? 1n) - 1n);
        if (row && row.timeStamp !== old) fragmentsOf(exchange.store, definition).put(id, { ...row, timeStamp: less });
      }
    }),
    'other-fragments-have-own-stamps': withJson(shownObjects, (object) => {
      let first = true;
      return changeNodes(object, (node) => {
        const stamp = decodeRowversion(String(node['TimeStamp'])) ?? 0n;
        const shown = first ? node : { ...node, TimeStamp: encodeRowversion(stamp + (1n << 32n)) };
        first = false;
        return shown;
      });
    }),
    'anonymous-object-update-accepted': around(
      all(objectUpdates, ({ response }) => response.status === 401),
      ({ request, instead }) => instead(request, { id: 'caller', claims: {} }),
    ),
    'anonymous-object-update-stored': around(
      all(objectUpdates, ({ response }) => response.status === 401),
      ({ request, response, instead }) => {
        instead(request, { id: 'caller', claims: {} });
        return response;
      },
    ),
    'conflict-is-409-and-alike': [
      atSeam(verdictOnTimeStamp, (verdict) =>
        verdict?.refused.status === 500 ? refusedWith({ ...verdict.refused, status: 409 }) : verdict,
      ),
      withJson(
        ({ response }) => response.status === 500 || response.status === 409,
        () => ({ ExceptionName: 'Exception', Message: 'An error has occurred.' }),
      ),
    ],
  },
);
