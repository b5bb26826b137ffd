import type { AnomalyKind, History, RaceClient } from '../../../core/suite.ts';

/**
 * Why a race could never show an anomaly that its history forbids: to forbid it would hold on every target. Undefined: it
 * could (a method that is a token may be any).
 */
export function whyNeverShown(
  kind: AnomalyKind,
  clients: readonly RaceClient[],
  { model, created }: Pick<History, 'model' | 'created'>,
): string | undefined {
  const does = (methods: readonly string[]): readonly RaceClient[] =>
    clients.filter(({ request: { method } }) => methods.includes(method) || method.includes('$('));
  const count = (some: readonly RaceClient[]): number => some.reduce((sum, { copies }) => sum + copies, 0);
  const deletes = does(['DELETE']);
  if (kind === 'resurrection' && deletes.length === 0) return 'no client of this race deletes';
  if (kind === 'stale-read' && does(['GET', 'HEAD']).length === 0) return 'no client of this race reads';
  if (kind !== 'two-winners' || created !== undefined || count(deletes) > 1) return undefined;
  const conditional = clients.filter(
    ({ id, request: { method } }) =>
      (typeof model === 'string' ? model : model[id]) === 'compare-and-set' && method !== 'GET' && method !== 'HEAD',
  );
  return count(conditional) > 1 ? undefined : 'no two clients of this race hold one version, create or delete';
}
