import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, YAMLMap } from 'yaml';

/** Something that can be left out of a suite with one scenario. */
export interface Cut {
  /** "step again", "set-up 2", "what step read expects". */
  readonly what: string;
  /** The text without it; undefined: there is nothing left to leave out. */
  apply(text: string): string | undefined;
}

/** The text of a suite that has this scenario only, under another id; undefined: it is not in there. Comments inside stay. */
export function suiteWith(text: string, scenario: string, id: string): string | undefined {
  const document = parseDocument(text);
  const list = document.get('scenarios');
  if (!isSeq(list)) return undefined;
  const items = list.items.filter((item) => isMap(item) && item.get('id') === scenario);
  // Scenarios that run for several forms of write may share an id.
  if (items.length === 0) return undefined;
  list.items = items;
  document.set('suite', id);
  // What stands above a suite speaks of its file.
  document.commentBefore = null;
  if (document.contents) document.contents.commentBefore = null;
  return print(document);
}

/** What may be left out, the later the sooner: steps, set-up, and what steps expect beside what fails. Each by itself. */
export function cutsOf(text: string, rule: string): readonly Cut[] {
  const scenario = scenarioIn(parseDocument(text));
  if (scenario === undefined) return [];
  const cuts: Cut[] = [];
  for (const key of ['steps', 'given'] as const) {
    const list = scenario.get(key);
    if (!isSeq(list)) continue;
    for (let index = list.items.length - 1; index >= 0; index--) {
      const name = isMap(list.items[index]) ? (list.items[index] as YAMLMap).get('id') : undefined;
      const what = `${key === 'steps' ? 'step' : 'set-up'} ${typeof name === 'string' ? name : index + 1}`;
      cuts.push({ what, apply: (from) => without(from, [key, index]) });
    }
    for (let index = list.items.length - 1; index >= 0; index--) {
      const step = list.items[index];
      if (!isMap(step) || !step.has('expect')) continue;
      cuts.push({
        what: `other rules in ${key === 'steps' ? 'step' : 'set-up'} ${index + 1}`,
        apply: (from) => withoutOtherRules(from, [key, index, 'expect'], rule),
      });
    }
  }
  return cuts;
}

function without(text: string, path: readonly (string | number)[]): string | undefined {
  const document = parseDocument(text);
  const at = ['scenarios', 0, ...path];
  if (!document.hasIn(at)) return undefined;
  document.deleteIn(at);
  const list = document.getIn(at.slice(0, -1));
  if (isSeq(list) && list.items.length === 0) document.deleteIn(at.slice(0, -1));
  return print(document);
}

/** Entries of other rules go; one whose rule is put in by a form or a case may be the one. */
function withoutOtherRules(text: string, path: readonly (string | number)[], rule: string): string | undefined {
  const document = parseDocument(text);
  const at = ['scenarios', 0, ...path];
  const expect = document.getIn(at);
  const isOther = (name: unknown): boolean => typeof name === 'string' && name !== rule && !name.includes('$(');
  if (isMap(expect)) {
    const kept = expect.items.filter(({ key }) => !isOther(isScalar(key) ? key.value : undefined));
    if (kept.length === expect.items.length) return undefined;
    expect.items = kept;
  } else if (isSeq(expect)) {
    const kept = expect.items.filter((item) => !isOther(isMap(item) ? item.get('rule') : undefined));
    if (kept.length === expect.items.length) return undefined;
    expect.items = kept;
  } else return undefined;
  if (expect.items.length === 0) document.deleteIn(at);
  return print(document);
}

function scenarioIn(document: Document): YAMLMap | undefined {
  const first = document.getIn(['scenarios', 0]);
  return first instanceof YAMLMap ? first : undefined;
}

function print(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The text without what stands at these positions (line and column from 1): members of maps by their key, and items of lists. */
export function withoutAt(
  text: string,
  positions: readonly { readonly line: number; readonly column: number }[],
): string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const isMeant = (node: unknown): boolean => {
    const start = isNode(node) ? node.range?.[0] : undefined;
    if (start === undefined) return false;
    const { line, col } = lines.linePos(start);
    return positions.some((position) => position.line === line && position.column === col);
  };
  visit(document, {
    Pair: (_, { key }) => (isMeant(key) ? visit.REMOVE : undefined),
    Scalar: (key, node) => (typeof key === 'number' && isMeant(node) ? visit.REMOVE : undefined),
  });
  return print(document);
}
