import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { type Findings, find } from '../model/findings.ts';

/** PATCH is served by another framework than the rest: it words its refusals differently and skips an empty header. */
export type Binder = 'fast-endpoints' | 'mvc';

/** Is the update to be silent? What cannot be bound is noted. */
export function bindSilent(request: HttpRequest, binder: Binder, world: World, findings: Findings): boolean {
  const value = queryValue(request, 'isSilentUpdate');
  if (value === undefined) return false;
  if (value === '') return world.mutant('silent-empty-is-silent');
  const lower = value.toLowerCase();
  if (lower === 'true') return saysTrue(request, value, world);
  if (lower === 'false') return world.mutant('silent-false-is-silent');
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

function saysTrue(request: HttpRequest, value: string, world: World): boolean {
  if (value !== 'true' && world.mutant('silent-only-in-lower-case')) return false;
  if (!request.target.includes('isSilentUpdate=') && world.mutant('silent-name-is-case-sensitive')) return false;
  if (/\/dialogs\/?$/i.test(splitTarget(request.target).path)) return true;
  if (request.method === 'PUT') return world.keeps('DP-SIL-001');
  return world.keeps('DP-SIL-003') && !world.mutant(`silence-ignored-on-${request.method.toLowerCase()}`);
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
