import type { TagForm } from '../../../core/suite.ts';
import { describe } from '../input/read-map.ts';
import { readList } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { checkTemplate, isWholeToken, readValue, readWholeToken } from './read-template.ts';

const forms = ['weak', 'quoted', 'bare', 'list', 'raw', 'lowercased'];

/** `ifMatch` and `ifNoneMatch`: any | token | { weak | quoted | bare | list | raw | lowercased: … }. */
export function readTagForm(context: LanguageContext, node: YamlNode, what: string): TagForm {
  const { file } = context;
  const none: TagForm = { form: 'any' };
  if (node.kind === 'scalar') {
    if (node.value === 'any') return none;
    if (typeof node.value !== 'string') {
      file.fault(
        node,
        `${what} must be any, a token or one of ${forms.join(', ')}, not ${describe(node)}`,
        'exact characters: { raw: "…" }',
      );
      return none;
    }
    checkTemplate(context, node, node.value);
    if (!isWholeToken(node.value)) {
      const hint =
        node.value === '*' ? 'for a star write `any`' : `exact characters: { raw: ${JSON.stringify(node.value)} }`;
      file.fault(node, `${what} takes \`any\`, one token, or a form`, hint);
    }
    return { form: 'as-received', token: node.value };
  }
  const [entry, second] = node.kind === 'map' ? node.entries : [];
  if (!entry || second) {
    file.fault(second?.keyRange ?? node, `${what} takes exactly one of ${forms.join(', ')}`);
    return none;
  }
  switch (entry.key) {
    case 'weak':
    case 'quoted':
    case 'bare':
      return { form: entry.key, token: readWholeToken(context, entry.value, entry.key) };
    case 'list':
      return {
        form: 'list',
        tokens: readList(file, entry.value, 'list', (item) => readWholeToken(context, item, 'an item of list'), 1),
      };
    case 'raw':
      return readRaw(context, entry.value, 'raw');
    case 'lowercased':
      return { ...readRaw(context, entry.value, 'lowercased'), lowercased: true };
    default:
      file.fault(entry.keyRange, `unknown form "${entry.key}" of ${what}`, suggest(entry.key, forms));
      return none;
  }
}

function readRaw(context: LanguageContext, node: YamlNode, what: string): TagForm & { readonly form: 'raw' } {
  for (const line of node.kind === 'list' ? node.items : [node]) {
    if (line.kind === 'scalar' && typeof line.value === 'string') continue;
    context.file.fault(line, `${what} takes a text or a list of texts, not ${describe(line)}`, 'quote it');
  }
  return { form: 'raw', lines: readValue(context, node) };
}
