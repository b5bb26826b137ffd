import type { TimelineRow } from '../../../core/report.ts';
import type { Operation } from './operation.ts';

/** Operations as rows of a timeline, in milliseconds from the first one's begin. */
export function timelineOf(operations: readonly Operation[]): readonly TimelineRow[] {
  const ordered = operations.toSorted((a, b) => a.startedMs - b.startedMs || a.endedMs - b.endedMs);
  const from = ordered[0]?.startedMs ?? 0;
  const round = (ms: number): number => Math.round((ms - from) * 1000) / 1000;
  return ordered.map((operation) => ({
    name: operation.name,
    startedMs: round(operation.startedMs),
    ...(operation.status === undefined ? {} : { endedMs: round(operation.endedMs) }),
    text: describe(operation),
  }));
}

function describe({ status, outcome, action, shown }: Operation): string {
  if (status === undefined) return 'no answer';
  if (action !== 'read')
    return `${status}, ${outcome === 'unknown' ? 'accepted or not' : outcome === 'applied' ? 'accepted' : 'refused'}`;
  if (shown?.present === false && !shown.replaced && !shown.added) return `${status}, not there`;
  const seen = [...(shown?.replaced ?? []), ...(shown?.added ?? []), ...(shown?.present === false ? ['deleted'] : [])];
  return `${status}, shows ${seen.join(', ') || 'none of them'}`;
}
