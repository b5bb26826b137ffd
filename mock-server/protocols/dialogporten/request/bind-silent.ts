import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { Call } from '../../../kernel/call.ts';
import { type Findings, find } from '../model/findings.ts';

/** PATCH is served by another framework than the rest: it words its refusals differently and skips an empty header. */
export type Binder = 'fast-endpoints' | 'mvc';

/** Is the update to be silent? What cannot be bound is noted. */
export function bindSilent({ request, world }: Call, binder: Binder, findings: Findings): boolean {
  const value = queryValue(request, 'isSilentUpdate');
  const lower = value?.toLowerCase();
  if (value === undefined || value === '' || lower === 'false') return false;
  if (lower === 'true') return isCreate(request) || world.keepsFor(request.method, ruleOf(request));
  if (world.keeps('DP-SIL-008'))
    find(
      findings,
      'isSilentUpdate',
      binder === 'mvc'
        ? `The value '${value}' is not valid.`
        : `Value [${value}] is not valid for a [Boolean] property!`,
    );
  return false;
}

function isCreate(request: HttpRequest): boolean {
  return /\/dialogs\/?$/i.test(splitTarget(request.target).path);
}

function ruleOf({ method }: HttpRequest): RuleId {
  return method === 'PUT' ? 'DP-SIL-001' : 'DP-SIL-003';
}

/** The first value of a query parameter, its name in any letter case; undefined when it is not there. */
export function queryValue(request: HttpRequest, name: string): string | undefined {
  return queryValues(request, name)[0];
}

/** All values of a query parameter, its name in any letter case. */
export function queryValues(request: HttpRequest, name: string): string[] {
  const { query } = splitTarget(request.target);
  if (query === undefined) return [];
  return [...new URLSearchParams(query)]
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}
