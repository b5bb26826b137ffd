import { expect } from 'vitest';
import { isMandatory } from '../../../core/rule.ts';
import { judgeMoves, type RuleOverMoves } from '../judge-moves.ts';
import { isWrite } from '../move.ts';
import type { JudgedServer, SentExchange, TestServer } from './test-server.ts';

/** What {@link expectClient} tells. */
export interface ClientExpectation {
  /**
   * Everything that was sent in this test keeps the rules that the protocol has for clients: every MUST, with `strict` every SHOULD as well. What
   * the test never came to is not asked.
   */
  toConform(options?: { readonly strict?: boolean; readonly except?: readonly string[] }): void;
}

/** Judges the client that called this server. */
export function expectClient(api: TestServer): ClientExpectation {
  return {
    toConform: ({ strict = false, except = [] } = {}) => {
      const { rules, moves } = api as JudgedServer;
      if (moves.length === 0) throw new Error('nothing was sent to the reference server in this test');
      const asked = rules.filter(({ id, level }) => !except.includes(id) && (strict || isMandatory(level)));
      const failed = judgeMoves(asked, moves).filter(({ verdict }) => verdict === 'fail');
      if (failed.length > 0) expect.fail(failed.map((one) => inWords(one, api.exchanges)).join('\n\n'));
    },
  };
}

function inWords({ rule, broken }: RuleOverMoves, exchanges: readonly SentExchange[]): string {
  const places = broken.map(({ move, expected, actual }) => {
    const { method, target } = exchanges[move - 1] ?? { method: '', target: '' };
    return `  request ${move}, ${method} ${target}\n    expected: ${expected}\n    actual:   ${actual}`;
  });
  return [`${rule.id} ${rule.level}: ${rule.statement}`, ...places].join('\n');
}

/** The matchers for what `useReferenceServer` gives. */
export interface ReferenceServerMatchers<R = unknown> {
  /** The last write had this in If-Match, byte for byte; without a value: it had any. */
  toHaveSentIfMatch(value?: string): R;
  /** A request of this method came, whose path and query are this text, or match this expression. */
  toHaveSent(method: string, target: string | RegExp): R;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: it has to be declared as vitest declares it.
  interface Matchers<T = any> extends ReferenceServerMatchers<T> {}
}

expect.extend({
  toHaveSentIfMatch(api: JudgedServer, value?: string) {
    const { exchanges, moves } = api;
    const last = moves.findLastIndex((move) => isWrite(move));
    const sent = exchanges[last]?.header('if-match');
    const wanted = value === undefined ? 'an If-Match' : `If-Match: ${value}`;
    const was = last < 0 ? 'nothing was written' : sent === undefined ? 'it had none' : `it had If-Match: ${sent}`;
    return {
      pass: sent !== undefined && (value === undefined || sent === value),
      message: () => `expected the last write ${this.isNot ? 'not to have' : 'to have'} ${wanted}; ${was}`,
    };
  },
  toHaveSent(api: JudgedServer, method: string, target: string | RegExp) {
    const is = (sent: SentExchange): boolean =>
      sent.method === method && (typeof target === 'string' ? sent.target === target : target.test(sent.target));
    const list = api.exchanges.map((sent) => `  ${sent.method} ${sent.target} ${sent.status}`).join('\n');
    return {
      pass: api.exchanges.some(is),
      message: () =>
        `expected ${this.isNot ? 'no' : 'a'} ${method} ${target}; there were\n${list || '  no requests at all'}`,
    };
  },
});
