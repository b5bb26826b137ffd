import type { FactSet } from '../../../core/suite.ts';
import type { Scope } from '../../values/scope.ts';
import { statusNames } from './match-status.ts';

/** Statuses of a throttle or of who stands before the API (RFC 6585 §4, RFC 9110 §15.6): it never heard the request. */
export const unheardStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Why an answer says nothing about what these facts demand; undefined: it does. A fact that is about such a status names
 * it by its number: 4xx is what the API refuses. @throws {MissingValue}
 */
export function whyUnheard(statuses: readonly number[], facts: readonly FactSet[], scope: Scope): string | undefined {
  const status = statuses.find((one) => unheardStatuses.has(one) && !namesStatus(facts, one, scope));
  return status === undefined ? undefined : `answered ${status}: the request was kept from the API`;
}

/** Is a status among those that facts name by its number? @throws {MissingValue} */
export function namesStatus(facts: readonly FactSet[], status: number, scope: Scope): boolean {
  return facts.some((set) => isAbout(set, status, scope));
}

function isAbout({ status, tally, either }: FactSet, one: number, scope: Scope): boolean {
  const named = [
    ...(status ? statusNames(status, scope) : []),
    ...(tally
      ? statusNames(
          tally.counts.map(([name]) => name),
          scope,
        )
      : []),
    ...(tally?.rest ? statusNames(tally.rest, scope) : []),
  ];
  return named.includes(String(one)) || (either ?? []).some(([, set]) => isAbout(set, one, scope));
}
