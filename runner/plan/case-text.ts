import type { Template, ValueTemplate } from '../../core/suite.ts';
import { parseTemplate } from '../../core/template.ts';

/** A text whose $(case.name) tokens are put in; other tokens stay as written. For rule ids, known before anything runs. */
export function caseText(template: Template, values: Readonly<Record<string, ValueTemplate>>): string {
  if (!template.includes('$(')) return template;
  return parseTemplate(template)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const value = part.root === 'case' ? values[part.path.join('.')] : undefined;
      return typeof value === 'string' ? value : part.text;
    })
    .join('');
}
