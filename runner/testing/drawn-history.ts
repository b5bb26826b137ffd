import type { HistoryModel } from '../../core/suite.ts';
import type { Beginning, Operation } from '../judge/history/operation.ts';

const line = /^(?<name>[a-z][\w[\] -]*?) +(?<bar>├─*[┤…]) *(?<text>.*)$/;

/**
 * Reads a timeline as the console draws it. Columns are times; names that begin with "delete" delete, those with "read"
 * or "final read" read, all others write as the model says. "201" creates; 404 says that nothing was there.
 */
export function drawnHistory(
  model: HistoryModel,
  drawing: string,
  present: Beginning['present'] = true,
): { readonly operations: readonly Operation[]; readonly beginning: Beginning } {
  const operations = drawing
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => readLine(model, text.trimEnd()));
  return { operations, beginning: { present, version: 'first' } };
}

function readLine(model: HistoryModel, text: string): Operation {
  const groups = line.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a line of a timeline: ${text}`);
  const { name = '', bar = '', text: answer = '' } = groups;
  const startedMs = text.indexOf('├');
  const status = /^\d+/.exec(answer)?.[0];
  const base = {
    name,
    startedMs,
    endedMs: startedMs + bar.length - 1,
    ...(status === undefined ? {} : { status: Number(status) }),
  };
  if (/^(?:final )?read/.test(name)) return { ...base, ...readOf(model, name, answer) };
  const outcome = answer.includes('accepted') ? 'applied' : answer.includes('refused') ? 'refused' : 'unknown';
  const action = name.startsWith('delete') ? 'delete' : model === 'register' ? 'replace' : 'add';
  const found =
    status === '404' ? 'absent' : outcome === 'refused' ? undefined : status === '201' ? 'absent' : 'present';
  if (model === 'compare-and-set')
    return { ...base, action, outcome, condition: 'first', ...(status === '404' ? { found: 'absent' as const } : {}) };
  return { ...base, action, outcome, ...(found === undefined ? {} : { found }) };
}

function readOf(
  model: HistoryModel,
  name: string,
  answer: string,
): Pick<Operation, 'action' | 'outcome' | 'shown' | 'final'> {
  const names = /shows (.*)$/.exec(answer)?.[1]?.split(', ') ?? [];
  const seen = names.filter((one) => one !== 'none of them' && one !== 'deleted');
  const present = !answer.includes('not there') && !names.includes('deleted');
  const marks = answer.includes('not there') ? {} : model === 'register' ? { replaced: seen } : { added: seen };
  return {
    action: 'read',
    outcome: 'applied',
    shown: { present, ...marks },
    ...(name === 'final read' ? { final: true } : {}),
  };
}
