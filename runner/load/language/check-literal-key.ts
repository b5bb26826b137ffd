import { safeMethods } from '../../../core/safe-methods.ts';
import type { GivenNode, MatrixCase, Position, RequestTemplate, Scenario, StepNode } from '../../../core/suite.ts';
import { parseTemplate, type TemplatePart, type Token } from '../../../core/template.ts';
import type { LanguageContext } from './context.ts';
import type { Ground } from './scenario-cases.ts';

/** Key of a row, written out: the last of a path. `(1)` and `(…GUID…)` are OData's form. */
const literalKey = /(?:\/|\()(?:(?<number>\d+)|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\)?\/?$/i;
/** Greater numbers are tried as keys that no column holds. */
const greatestKey = 2 ** 31 - 1;
/** What the owner of the target sets, and what a case writes out: none of it is made by the run. */
const foreignRoots: ReadonlySet<string> = new Set(['bind', 'target']);
/** Examples of documents name rows; a fixture puts these back. */
const documented = /(?:^|[/\\])documented\.ya?ml$/;

/**
 * A scenario writes to rows that it made, or that nobody has: a server that does the wrong thing with a write must not
 * do it to a row of the owner. Only suites named `documented` may write to a key that is written out.
 */
export function checkLiteralKeys(context: LanguageContext, scenario: Scenario, grounds: readonly Ground[]): void {
  const { file } = context;
  if (documented.test(file.name)) return;
  const cases = new Map(grounds.map(({ caseId, values }) => [caseId, values]));
  const told = new Set<Position>();
  for (const { method, target, at } of [...scenario.given, ...scenario.steps].flatMap(requestsOf)) {
    for (const values of cases.values()) {
      if (told.has(at) || isSafe(method, values) || !isWrittenOut(context, scenario, target, values)) continue;
      told.add(at);
      file.faultAt(
        at,
        `a write to a key that is written out may hit a row of the owner`,
        'write to a row of the scenario: its address, or a key that a fixture found to be free',
      );
    }
  }
}

function requestsOf(step: GivenNode | StepNode): readonly RequestTemplate[] {
  if (step.kind === 'race') return step.clients.map(({ request }) => request);
  return step.kind === 'request' ? [step.request] : [];
}

function isSafe(method: string, values: MatrixCase['values']): boolean {
  const text = expand(method, values, () => undefined);
  return text !== undefined && safeMethods.has(text);
}

/** Does the path end in a key, with nothing in it that the run has made? */
function isWrittenOut(
  { names }: LanguageContext,
  { given }: Scenario,
  target: string,
  values: MatrixCase['values'],
): boolean {
  const results = (token: Token): string | undefined => {
    if (foreignRoots.has(token.root)) return 'x';
    const use = given.find((node) => node.kind === 'fixture' && node.id === token.root);
    const result =
      use?.kind === 'fixture' ? names.fixtures.get(use.fixture)?.results.get(token.path.join('.')) : undefined;
    return typeof result === 'string' && !result.includes('$(') ? result : undefined;
  };
  const text = expand(target, values, results);
  const match = text === undefined ? null : literalKey.exec(text.replace(/[?#].*$/s, ''));
  return match !== null && Number(match.groups?.['number'] ?? 0) <= greatestKey;
}

/** A text with the values of a case, and what `known` says of other tokens; undefined when one of them is made by the run. */
function expand(
  template: string,
  values: MatrixCase['values'],
  known: (token: Token) => string | undefined,
): string | undefined {
  const parts = parseTemplate(template).map((part: TemplatePart): string | undefined => {
    if (part.kind === 'text') return part.text;
    const value = part.root === 'case' ? values[part.path.join('.')] : undefined;
    return typeof value === 'string' ? expand(value, {}, known) : known(part);
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}
