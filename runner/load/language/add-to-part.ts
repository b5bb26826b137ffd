import type { YamlEntry, YamlNode } from '../input/yaml-node.ts';
import type { FormNode, LanguageContext } from './context.ts';
import { requestKeys } from './read-request.ts';

/** What a step says that can be said of a part of a batch. */
export function isOfPart({ key }: YamlEntry): boolean {
  return key !== 'request' && key !== 'as' && key !== 'about' && requestKeys.includes(key);
}

/** What a step adds to a form that is a part of a batch goes to that part. */
export function addToPart(
  context: LanguageContext,
  form: FormNode,
  own: YamlEntry,
  added: readonly YamlEntry[],
): YamlEntry {
  const about = idOf(form.map, 'about');
  const add = (node: YamlNode): YamlNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(add) };
    if (node.kind !== 'map') return node;
    if (idOf(node, 'id') === about) return { ...node, entries: joined(context, form, node.entries, added) };
    return {
      ...node,
      entries: node.entries.map((entry) => (entry.key === 'changeSet' ? { ...entry, value: add(entry.value) } : entry)),
    };
  };
  return own.key === 'batch' ? { ...own, value: add(own.value) } : own;
}

/** Entries and further ones; header fields and query options of both are sent. */
function joined(
  { file }: LanguageContext,
  form: FormNode,
  entries: readonly YamlEntry[],
  added: readonly YamlEntry[],
): readonly YamlEntry[] {
  const merged = entries.map((entry): YamlEntry => {
    const more = added.find(({ key }) => key === entry.key);
    if (!more) return entry;
    if (['headers', 'query'].includes(entry.key) && entry.value.kind === 'map' && more.value.kind === 'map')
      return { ...entry, value: { ...entry.value, entries: [...entry.value.entries, ...more.value.entries] } };
    file.fault(more.keyRange, `the form "${form.id}" says \`${entry.key}\` itself`);
    return entry;
  });
  return [...merged, ...added.filter(({ key }) => !entries.some((entry) => entry.key === key))];
}

function idOf(node: YamlNode, key: string): string | undefined {
  const value = node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}
