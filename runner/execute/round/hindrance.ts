import type { Hindrance } from '../../../core/report.ts';
import { unheardStatuses } from '../../judge/facts/why-unheard.ts';
import { callText } from '../../judge/verdict/call-text.ts';
import type { RawExchange, Round } from './round.ts';

/** What may be to blame for what a scenario misses by now: rules that failed, and all that it has been answered. */
export function hindranceSoFar(round: Round): Hindrance {
  return { rules: failedRules(round), calls: callsOf(round.exchanges.filter(({ role }) => isOwn(role))) };
}

/** The same where it is known which answer was not as it should: the last one. */
export function hindranceOfLast(round: Round, step: string): Hindrance {
  const last = round.exchanges.findLast((exchange) => exchange.step === step && isOwn(exchange.role));
  return { rules: failedRules(round), calls: callsOf(last === undefined ? [] : [last]) };
}

/** Reads around a step's request that the API refused, other than because there is nothing. */
export function refusedReads(round: Round, step: string): Hindrance['calls'] {
  const reads = round.exchanges.filter(
    ({ step: of, role, response }) =>
      of === step && role.startsWith('effect-') && response !== undefined && response.status >= 400,
  );
  return callsOf(reads.filter(({ response }) => response?.status !== 404 && response?.status !== 410));
}

/** A hindrance, if it names anything at all. */
export function someHindrance(hindrance: Hindrance | undefined): { readonly hindrance?: Hindrance } {
  return hindrance === undefined || hindrance.rules.length + hindrance.calls.length === 0 ? {} : { hindrance };
}

function isOwn(role: RawExchange['role']): boolean {
  return role === 'given' || role === 'step';
}

function failedRules({ assertions }: Round): readonly string[] {
  return [...new Set(assertions.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule))];
}

/** What a gateway answered is nobody's failure. */
function callsOf(exchanges: readonly RawExchange[]): readonly string[] {
  const calls = exchanges.flatMap(({ request, url, response }) =>
    response === undefined || unheardStatuses.has(response.status)
      ? []
      : [callText(request.method, url, response.status)],
  );
  return [...new Set(calls)];
}
