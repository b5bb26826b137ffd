import { safeMethods } from '../../core/safe-methods.ts';
import type { GivenNode, RequestTemplate, StepNode } from '../../core/suite.ts';
import { parseTemplate } from '../../core/template.ts';
import type { TargetPlan } from '../options.ts';
import type { PlannedScenario } from '../plan/planned-scenario.ts';
import { MissingValue } from '../values/missing-value.ts';
import { resolveText } from '../values/resolve-value.ts';
import type { Root } from '../values/scope.ts';

/**
 * Below which paths a run writes: the beginning of each write's address, up to where only the run itself tells how it goes on.
 * What a write finds by an address that an answer gave lies below one of them. Sorted, each once.
 * @param roots of the target: its bindings.
 */
export function writtenPlaces(
  scenarios: readonly PlannedScenario[],
  { suites }: Pick<TargetPlan, 'suites'>,
  roots: ReadonlyMap<string, Root>,
): readonly string[] {
  const written = (node: GivenNode | StepNode): readonly RequestTemplate[] => {
    if (node.kind === 'fixture') return (suites.fixtures[node.fixture]?.steps ?? []).flatMap(written);
    if (node.kind === 'request') return [node.request];
    return node.kind === 'race' ? node.clients.map(({ request }) => request) : [];
  };
  const templates = scenarios
    .filter(({ skip }) => skip === undefined)
    .flatMap(({ scenario }) => [...scenario.given, ...scenario.steps].flatMap(written));
  const targets = new Set(templates.filter(({ method }) => !safeMethods.has(method)).map(({ target }) => target));
  return [...new Set([...targets].flatMap((target) => beginningOf(target, roots) ?? []))].toSorted();
}

/** "/api/Books" of "$(bind.book.path)/$(bind.book.key)/$(let.id)"; undefined where nothing can be told before the run. */
function beginningOf(target: string, roots: ReadonlyMap<string, Root>): string | undefined {
  let known = '';
  let whole = true;
  for (const part of parseTemplate(target)) {
    const text = part.kind === 'text' ? part.text : textOf(part.text, roots);
    whole &&= text !== undefined;
    if (text === undefined) break;
    known += text;
  }
  const path = known.replace(/[?#(].*$/s, '');
  const segments = whole || path !== known ? path : path.slice(0, path.lastIndexOf('/'));
  return segments.startsWith('/') ? segments.replace(/\/+$/, '') : undefined;
}

function textOf(token: string, roots: ReadonlyMap<string, Root>): string | undefined {
  try {
    return resolveText(token, { roots });
  } catch (error) {
    if (error instanceof MissingValue) return undefined;
    throw error;
  }
}
