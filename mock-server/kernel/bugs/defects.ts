import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import { around, type Exchange, memoryOf } from '../bug.ts';
import type { When } from './answer-otherwise.ts';
import type { Defect } from './mutants-of-forms.ts';
import { done, refused } from './when.ts';
import { carryingOut, taking, withoutField, writing } from './write-otherwise.ts';

/*
 * How the laws of all protocols (spec/laws.yaml) are broken. Each takes what only a protocol knows: another request to be
 * handled in place of the one that came, or what is written besides. `undefined` where there is nothing of the kind to do.
 */

type OtherRequest = (exchange: Exchange, form: string) => HttpRequest | undefined;
type Write = (exchange: Exchange, form: string) => void;

/** old-refused: handles the request as if it named no token. */
export function ignoresCondition(without: OtherRequest = ({ request }) => withoutField(request, 'if-match')): Defect {
  return {
    id: 'ignores-condition',
    title: 'ignores the condition',
    at: (when, form) => takingFor(refused(when), form, without),
  };
}

/** current-accepted: takes the current token for an old one. `withOld`: the request with an old token. */
export function refusesCurrent(withOld: OtherRequest): Defect {
  return {
    id: 'refuses-current',
    title: 'refuses the current token',
    at: (when, form) => takingFor(done(when), form, withOld),
  };
}

/** missing-stays-missing: makes what is not there. `creating`: a request that makes it. */
export function createsMissing(creating: OtherRequest): Defect {
  return makesMissing((when, form) => takingFor(refused(when), form, creating));
}

/** missing-stays-missing, where another request does not do it: the protocol says how it is made. */
export function makesMissing(at: Defect['at']): Defect {
  return { id: 'creates', title: 'makes what is not there', at };
}

/** moves-token: writes, and the token stays as it was. `restore` puts the old token back. */
export function keepsToken(restore: Write): Defect {
  return {
    id: 'keeps-token',
    title: 'keeps the token',
    at: (when, form) => writing(done(when), (exchange) => restore(exchange, form)),
  };
}

/** refused-keeps-token: a refused write gives a new token. `touch` does so. */
export function movesTokenWhenRefused(touch: Write): Defect {
  return {
    id: 'moves-token-when-refused',
    title: 'gives a new token although it is refused',
    at: (when, form) => writing(refused(when), (exchange) => touch(exchange, form)),
  };
}

/** nothing-else: writes something more, of the same row or of another one. */
export function changesMore(write: Write): Defect {
  return {
    id: 'changes-more',
    title: 'changes something else besides',
    at: (when, form) => writing(done(when), (exchange) => write(exchange, form)),
  };
}

/**
 * repeated: when the same request comes again, and is done again (or refused again: `of`), it is otherwise.
 * @param otherwise the answer the second time; it may undo.
 */
export function repeatsOtherwise(otherwise: (exchange: Exchange, form: string) => HttpResponse): Defect {
  return {
    id: 'repeats-otherwise',
    title: 'does otherwise the second time',
    at: (when, form, again) =>
      around(
        (exchange) => when(exchange) || again(exchange),
        (exchange) => {
          const { store, request, response } = exchange;
          const seen = memoryOf(store, `repeats-${form}`);
          const key = requestKey(request);
          if (again(exchange) && seen.has(key)) return otherwise(exchange, form);
          if (when(exchange)) seen.put(key, {});
          return response;
        },
      ),
  };
}

/** one-of-many: is judged by the state at its arrival, and written later; who arrives in between is judged by it, too. */
export const leavesWindow: Defect = {
  id: 'leaves-a-window',
  title: 'is written a moment after it was judged',
  windowMs: 1,
  at: (when) => around(done(when), ({ response }) => response),
};

/** members-apart: reads the whole, changes its part, and writes the whole a moment later. */
const writesTheWhole: Defect = {
  ...leavesWindow,
  id: 'writes-the-whole',
  title: 'writes a moment later the whole that it has read',
};

/**
 * members-apart: reads the whole, looks at the row again a moment later, and writes the whole it read first. Who comes at the same time is noticed
 * and waited for; who comes in between is not.
 */
const looksAgainTooLate: Defect = {
  ...leavesWindow,
  id: 'looks-again-too-late',
  title: 'notices who changes the row after a second look alone, and writes what it read before the first',
  windowMs: 4,
  rereads: true,
};

/** members-apart, in both ways. */
export const loseMembers: readonly Defect[] = [writesTheWhole, looksAgainTooLate];

/** all-or-nothing: refuses the whole, and carries out a part. `part`: the request with what can be done of it. */
export function halfApplies(part: OtherRequest): Defect {
  return {
    id: 'half-applies',
    title: 'is refused and done in part',
    at: (when, form) => {
      const some: When = (exchange) => part(exchange, form) !== undefined;
      return carryingOut(
        (exchange) => refused(when)(exchange) && some(exchange),
        (exchange) => part(exchange, form) ?? exchange.request,
      );
    },
  };
}

function takingFor(when: When, form: string, other: OtherRequest): ReturnType<typeof taking> {
  return taking(
    (exchange) => when(exchange) && other(exchange, form) !== undefined,
    (exchange) => other(exchange, form) ?? exchange.request,
  );
}

/** What makes two requests the same: all that is sent, but for what names the one exchange. */
function requestKey({ method, target, headers, body }: HttpRequest): string {
  const said = headers.filter(([name]) => /^(?:if-|prefer$)/i.test(name));
  return JSON.stringify([method, target, said, [...body]]);
}
