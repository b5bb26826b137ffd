import type { FormLaw } from '../../../core/suite.ts';
import type { ProtocolNames } from './context.ts';

const prefix = 'undocumented:';

/** What $(form.rule) is where no rule covers the law for a form. */
export function undocumentedRule({ form, law }: FormLaw): string {
  return `${prefix}${form}/${law}`;
}

/** The law of a form that stands in place of a rule; undefined: it is a rule, or no such cell is undocumented. */
export function readUndocumentedRule(rule: string, { forms }: Pick<ProtocolNames, 'forms'>): FormLaw | undefined {
  if (!rule.startsWith(prefix)) return undefined;
  const [form = '', law = ''] = rule.slice(prefix.length).split('/');
  const laws = forms.find(({ id }) => id === form)?.map.entries.find(({ key }) => key === 'laws')?.value;
  const cell = laws?.kind === 'map' ? laws.entries.find(({ key }) => key === law)?.value : undefined;
  const isUndocumented = cell?.kind === 'map' && cell.entries.some(({ key }) => key === 'undocumented');
  return isUndocumented ? { form, law } : undefined;
}
