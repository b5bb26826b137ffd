import type { AnomalyKind } from '../../../core/suite.ts';
import type { Anomaly } from './find-anomalies.ts';
import type { Operation } from './operation.ts';

/** One sentence that says what was seen: "writers[0] (204) and writers[2] (204) were both accepted on one version". */
export function tellAnomaly({ kind, operations }: Anomaly): string {
  const reads = operations.filter(({ action }) => action === 'read');
  const last = reads.at(-1);
  const refused = operations.filter(({ action, outcome }) => action !== 'read' && outcome === 'refused');
  // Refused ones in the set may only say that they wrote nothing: the sentence is about the others.
  const writes = operations.filter((one) => one.action !== 'read' && !refused.includes(one));
  const seen = [...(last?.shown?.replaced ?? []), ...(last?.shown?.added ?? [])];
  const missed = writes.filter(
    ({ outcome, name, action }) => outcome === 'applied' && action !== 'delete' && !seen.includes(name),
  );
  const tell: Readonly<Record<AnomalyKind, () => string>> = {
    'two-winners': () => `${told(writes)} ${twoWinners(writes)}`,
    'ghost-write': () => `${told(refused)} ${was(refused)} refused, but ${readName(last)} ${ghost(refused, last)}`,
    'phantom-success': () => `${told(writes)} ${was(writes)} accepted, but ${readName(last)} shows ${nothing(last)}`,
    'lost-update': () => (last === undefined ? overwrote(writes) : lost(writes, missed, last, seen)),
    'stale-read': () => `${readName(last)} shows ${seen.join(', ') || nothing(last)}, ${stale(operations, last)}`,
    resurrection: () => resurrection(writes, last, seen),
    'unfounded-refusal': () => `${told(refused)} ${was(refused)} refused, though ${unfounded(refused)}`,
    'unexplained-state': () => unexplained(operations, last, seen),
  };
  return tell[kind]();
}

function told(operations: readonly Operation[]): string {
  return operations
    .map(({ name, status }) => (status === undefined ? name : `${name} (${status})`))
    .join(operations.length > 2 ? ', ' : ' and ');
}

function was(operations: readonly Operation[]): string {
  return operations.length > 1 ? 'were' : 'was';
}

function readName(read: Operation | undefined): string {
  return read === undefined || read.final ? 'the final read' : read.name;
}

function nothing(read: Operation | undefined): string {
  return read?.shown?.present === false ? 'nothing there' : 'what was there before';
}

function twoWinners(writes: readonly Operation[]): string {
  if (writes.every(({ action }) => action === 'delete')) return 'were both told that they deleted it';
  if (writes.every(({ found }) => found === 'absent')) return 'were both told that they created it';
  return 'were both accepted on one version';
}

function ghost(refused: readonly Operation[], read: Operation | undefined): string {
  const gone = read?.shown?.present === false && refused.some(({ action }) => action === 'delete');
  return gone ? 'shows it deleted' : `shows ${refused.length > 1 ? 'their writes' : 'its write'}`;
}

function overwrote(writes: readonly Operation[]): string {
  const careful = writes.filter(({ condition }) => condition !== undefined);
  const others = writes.filter((write) => !careful.includes(write));
  return `${told(careful)} ${was(careful)} accepted on a version that ${told(others)} had replaced`;
}

function lost(
  writes: readonly Operation[],
  missed: readonly Operation[],
  read: Operation,
  seen: readonly string[],
): string {
  const instead = `shows ${seen.join(', ')} instead${after(writes, missed, seen)}`;
  return `${told(missed)} ${was(missed)} accepted, but ${readName(read)} ${instead}`;
}

function after(writes: readonly Operation[], missed: readonly Operation[], seen: readonly string[]): string {
  const shown = writes.find(({ name }) => seen.includes(name));
  const late = missed.find(({ startedMs }) => shown !== undefined && startedMs > shown.endedMs);
  return shown && late ? `, which had ended before ${late.name} began` : '';
}

function stale(operations: readonly Operation[], read: Operation | undefined): string {
  const earlier = operations.filter((one) => one !== read && one.endedMs < (read?.startedMs ?? 0));
  return earlier.length > 0 ? `though ${told(earlier)} had ended before it began` : 'which was over by then';
}

function resurrection(writes: readonly Operation[], read: Operation | undefined, seen: readonly string[]): string {
  const deletions = writes.filter(({ action }) => action === 'delete');
  const others = writes.filter(({ action }) => action !== 'delete');
  const deleted = `${told(deletions)} deleted it`;
  if (read === undefined) return `${deleted}, but ${told(others)}, which began later, found it there`;
  return `${deleted}, but ${readName(read)} shows ${seen.join(', ') || 'it'} there, and nothing created it again`;
}

function unfounded(refused: readonly Operation[]): string {
  return refused.some(({ condition }) => condition !== undefined) ? 'nothing had changed its version' : 'it was there';
}

function unexplained(operations: readonly Operation[], read: Operation | undefined, seen: readonly string[]): string {
  if (seen.length > 1) return `${readName(read)} shows ${seen.join(' and ')} at once`;
  if (operations.length === 1 && read) {
    const why =
      read.version === undefined ? 'which no client explains' : 'with a version that belongs to another moment';
    return `${readName(read)} shows ${seen.join() || nothing(read)}, ${why}`;
  }
  return `no order of ${told(operations)} explains their answers`;
}
