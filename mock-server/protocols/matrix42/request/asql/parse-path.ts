import { type Cursor, isName } from './cursor.ts';
import type { Path, Step } from './expression.ts';

/** Reads `Attribute`, `Relation.Attribute`, `T(Definition).Attribute` or `Recursive(Relation).Attribute`; names may stand in brackets. */
export function parsePath(cursor: Cursor): Path {
  const { at } = cursor.peek();
  const steps: Step[] = [];
  for (;;) {
    const step = callOf(cursor);
    if (step) {
      steps.push(step);
      cursor.expect('.');
      continue;
    }
    if (!isName(cursor.peek())) cursor.fail('the name of an attribute');
    const name = cursor.take().text;
    if (!cursor.accept('.')) return { steps, attribute: name, at };
    steps.push({ kind: 'relation', name });
  }
}

const calls: Readonly<Record<string, Step['kind']>> = { t: 'fragment', recursive: 'recursive' };

function callOf(cursor: Cursor): Step | undefined {
  const { kind, text } = cursor.peek();
  const call = kind === 'word' ? calls[text.toLowerCase()] : undefined;
  if (call === undefined || cursor.peek(1).text !== '(') return undefined;
  cursor.take();
  cursor.expect('(');
  if (!isName(cursor.peek())) cursor.fail('a name');
  const name = cursor.take().text;
  cursor.expect(')');
  return { kind: call, name };
}
