import { parseTemplate } from '../../../core/template.ts';
import { describe, member } from '../input/read-map.ts';
import { suggest } from '../input/suggest.ts';
import type { Range, YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import { addToPart, isOfPart } from './add-to-part.ts';
import type { FormNode, LanguageContext } from './context.ts';
import { requestKeys } from './read-request.ts';
import { undocumentedRule } from './undocumented-rule.ts';

/** A scenario made for one form of write. */
export interface FormScenario {
  readonly node: YamlNode;
  readonly form?: string;
  readonly law?: string;
}

/**
 * A scenario with `forms` as one scenario per form of write that is like that: the form's request stands where
 * `request: $(form)` is written, and what is known of the form where $(form.name) is. Each has its form's id as case.
 */
export function expandForms(context: LanguageContext, node: YamlNode): readonly FormScenario[] {
  const { file, names } = context;
  const asked = node.kind === 'map' ? node.entries.find(({ key }) => key === 'forms') : undefined;
  if (node.kind !== 'map' || !asked || asked.empty) return [{ node }];
  if (asked.value.kind !== 'map' || asked.value.entries.length === 0) {
    file.fault(
      asked.value,
      `forms says what the forms of write are like, not ${describe(asked.value)}`,
      'for example { law: old-refused }',
    );
    return [];
  }
  const methods = node.entries.find(({ key }) => key === 'methods');
  if (methods)
    file.fault(methods.keyRange, '`methods` does not go with `forms`', 'ask for them: forms: { method: PUT }');
  if (!isKnown(context, asked.value)) return [];
  const chosen = names.forms.filter((form) => matches(form, asked.value as YamlMap));
  if (chosen.length === 0) file.fault(asked.keyRange, 'no form of write is like this');
  const law = textOf(asked.value, 'law');
  return chosen.map((form) => ({
    form: form.id,
    ...member('law', law),
    node: scenarioOf(context, node, form, law),
  }));
}

/** Are all words of `forms` known, with values that some form has? */
function isKnown({ file, names }: LanguageContext, asked: YamlMap): boolean {
  const traits = [...new Set(names.forms.flatMap(({ map }) => membersOf(map, 'has').map(({ key }) => key)))];
  const laws = [...new Set(names.forms.flatMap(({ map }) => membersOf(map, 'laws').map(({ key }) => key)))];
  let sound = true;
  for (const { key, keyRange, value } of asked.entries) {
    const words = ['law', 'method', ...traits];
    if (!words.includes(key)) file.fault(keyRange, `no form of write has a "${key}"`, suggest(key, words));
    const law = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
    if (key === 'law' && !laws.includes(law ?? ''))
      file.fault(value, `unknown law "${law ?? ''}"`, suggest(law ?? '', laws));
    sound &&= words.includes(key) && (key !== 'law' || laws.includes(law ?? ''));
  }
  return sound;
}

/** A trait that is not named is false. A law that cannot be tried with a form is none of it. */
function matches({ map }: FormNode, asked: YamlMap): boolean {
  return asked.entries.every(({ key, value }) => {
    const wanted = value.kind === 'scalar' ? value.value : undefined;
    if (key === 'law') return ruleOf(map, String(wanted)) !== undefined;
    if (key === 'method') return methodOf(map) === wanted;
    const own = memberOf(memberOf(map, 'has'), key);
    return (own?.kind === 'scalar' ? own.value : false) === wanted;
  });
}

function scenarioOf(context: LanguageContext, scenario: YamlMap, form: FormNode, law: string | undefined): YamlNode {
  const values = valuesOf(form, law);
  const visit = (node: YamlNode): YamlNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(visit) };
    if (node.kind === 'scalar') return typeof node.value === 'string' ? putIn(context, node, node.value, values) : node;
    const request = node.entries.find(({ key, value }) => key === 'request' && isForm(value));
    const ofPart = request && textOf(form.map, 'about') !== undefined ? node.entries.filter(isOfPart) : [];
    const step = { ...node, entries: node.entries.filter((entry) => !ofPart.includes(entry)) };
    const entries = step.entries.flatMap((entry): readonly YamlEntry[] => {
      if (entry === request) {
        const added = ofPart.map((own) => ({ ...own, value: visit(own.value) }));
        return requestOf(context, form, step, entry).map((own) => addToPart(context, form, own, added));
      }
      const added = request && ['headers', 'query'].includes(entry.key) && memberOf(form.map, entry.key) !== undefined;
      return added ? [] : [{ ...entry, key: textIn(entry.key, values), value: visit(entry.value) }];
    });
    return { ...node, entries };
  };
  const entries = scenario.entries.flatMap((entry): readonly YamlEntry[] => {
    if (entry.key === 'forms')
      return scenario.entries.some(({ key }) => key === 'matrix') ? [] : [oneCase(entry, form)];
    const inner = { ...entry, value: visit(entry.value) };
    return [entry.key === 'matrix' ? named(inner, form) : inner];
  });
  return { ...scenario, entries };
}

/** The rule of a law for a form; null: no rule covers it, undefined: it is not to be tried. */
function ruleOf(map: YamlMap, law: string): string | null | undefined {
  const cells = memberOf(map, 'laws');
  return textOf(cells, law) ?? (memberOf(memberOf(cells, law), 'undocumented') ? null : undefined);
}

function isForm(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === '$(form)';
}

/** The form's request keys, in the place of `request: $(form)`; what the step says beside them is added. */
function requestOf({ file }: LanguageContext, form: FormNode, step: YamlMap, at: YamlEntry): readonly YamlEntry[] {
  return form.map.entries
    .filter(({ key }) => requestKeys.includes(key))
    .map((own): YamlEntry => {
      const beside = step.entries.find(({ key }) => key === own.key && key !== 'request');
      const inherited = placed(own.value, at.value);
      const merges = ['headers', 'query'].includes(own.key) && beside?.value.kind === 'map' && inherited.kind === 'map';
      if (beside && !merges) file.fault(beside.keyRange, `the form "${form.id}" says \`${own.key}\` itself`);
      const value: YamlNode = merges
        ? { ...inherited, entries: [...inherited.entries, ...(beside.value as YamlMap).entries] }
        : inherited;
      return { key: own.key, keyRange: at.keyRange, value };
    });
}

/** The same YAML as if it stood where it is used: faults of it are told there. */
function placed(node: YamlNode, { start, end }: Range): YamlNode {
  if (node.kind === 'scalar') return { ...node, start, end };
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => placed(item, { start, end })), start, end };
  const entries = node.entries.map((entry) => ({
    ...entry,
    keyRange: { start, end },
    value: placed(entry.value, { start, end }),
  }));
  return { ...node, entries, start, end };
}

/** What $(form.name) gives: what is known of the form, its traits, what it gives, and the rule of the law asked for. */
function valuesOf({ id, map }: FormNode, law: string | undefined): ReadonlyMap<string, YamlNode> {
  const text = (value: string): YamlNode => ({ kind: 'scalar', value, start: map.start, end: map.start });
  const rule = law === undefined ? undefined : ruleOf(map, law);
  return new Map<string, YamlNode>([
    ['id', text(id)],
    ['method', text(methodOf(map))],
    ...(rule === undefined || law === undefined
      ? []
      : [['rule', text(rule === null ? undocumentedRule({ form: id, law }) : rule)] as const]),
    ...map.entries
      .filter(({ key }) => ['title', 'fixture', 'read'].includes(key))
      .map(({ key, value }) => [key, value] as const),
    ...membersOf(map, 'has').map(({ key, value }) => [key, value] as const),
    ...membersOf(map, 'gives').map(({ key, value }) => [key, value] as const),
  ]);
}

/** A text with the values of the form put in; one that is a value as a whole becomes it. */
function putIn({ file }: LanguageContext, range: Range, text: string, values: ReadonlyMap<string, YamlNode>): YamlNode {
  const whole = /^\$\(form\.([A-Za-z0-9-]+)\)$/.exec(text)?.[1];
  const value = whole === undefined ? undefined : values.get(whole);
  if (value) return placed(value, range);
  const put = textIn(text, values);
  const missing = unknownIn(put);
  if (missing !== undefined && missing !== '') {
    const hint = missing === 'rule' ? 'ask for a law: forms: { law: … }' : suggest(missing, values.keys());
    file.fault(range, `the form of write has no "${missing}"`, hint);
  }
  // What is told already is not told again as an unknown token; this one can stand nearly everywhere.
  const told = put.replaceAll(/\$\(form\.[^)]*\)/g, '$$(target.url)');
  return { kind: 'scalar', value: missing === undefined ? put : told, start: range.start, end: range.end };
}

function textIn(text: string, values: ReadonlyMap<string, YamlNode>): string {
  return text.replaceAll(/\$\(form\.([A-Za-z0-9-]+)\)/g, (written, name: string) => {
    const value = values.get(name);
    return value?.kind === 'scalar' ? String(value.value) : written;
  });
}

/** The first $(form.name) that is left in a text; "" for $(form) itself, which `request` alone can be. */
function unknownIn(text: string): string | undefined {
  if (!text.includes('$(form')) return undefined;
  try {
    const token = parseTemplate(text).find((part) => part.kind === 'token' && part.root === 'form');
    return token?.kind === 'token' ? token.path.join('.') : undefined;
  } catch {
    return undefined;
  }
}

/** A matrix of one case that is called by the form. */
function oneCase({ keyRange, value }: YamlEntry, form: FormNode): YamlEntry {
  const empty: YamlMap = { kind: 'map', entries: [], start: value.start, end: value.end };
  return { key: 'matrix', keyRange, value: { ...empty, entries: [caseOf({ key: '', keyRange, value: empty }, form)] } };
}

/** The cases of a matrix, each called by the form and its own name. */
function named(matrix: YamlEntry, form: FormNode): YamlEntry {
  if (matrix.value.kind !== 'map') return matrix;
  return { ...matrix, value: { ...matrix.value, entries: matrix.value.entries.map((entry) => caseOf(entry, form)) } };
}

/** A case of a form: it needs what the form needs besides. */
function caseOf(entry: YamlEntry, { id, map }: FormNode): YamlEntry {
  const key = entry.key === '' ? id : `${id}-${entry.key}`;
  const needs = map.entries.find((own) => own.key === 'needs');
  if (!needs || entry.value.kind !== 'map') return { ...entry, key };
  const own = memberOf(entry.value, 'needs');
  const items = [needs.value, own].flatMap((list) => (list?.kind === 'list' ? list.items : []));
  const all: YamlEntry = { ...needs, value: { kind: 'list', items, start: entry.value.start, end: entry.value.end } };
  return {
    ...entry,
    key,
    value: { ...entry.value, entries: [...entry.value.entries.filter((other) => other.key !== 'needs'), all] },
  };
}

function membersOf(node: YamlNode | undefined, key: string): readonly YamlEntry[] {
  const value = memberOf(node, key);
  return value?.kind === 'map' ? value.entries : [];
}

function memberOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

function textOf(node: YamlNode | undefined, key: string): string | undefined {
  const value = memberOf(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function methodOf(map: YamlMap): string {
  return (textOf(map, 'request') ?? '').split(' ', 1)[0] ?? '';
}
