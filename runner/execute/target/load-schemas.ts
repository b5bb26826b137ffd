import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import { compilePattern, LongTextError } from '../../../core/pattern/compile-pattern.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { FactSet, Matcher, SuiteSet } from '../../../core/suite.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { ScenarioContext } from '../round/scenario-context.ts';

/**
 * Compiles the schemas that a protocol's suites name (spec/<id>/schemas/<name>.schema.json). Loads ajv only when there
 * are any; undefined: none.
 * @param root folder that holds spec/.
 * @throws {InputError} for one that is no JSON Schema, or has a pattern that nothing could try in a bounded time.
 */
export async function loadSchemas(suites: SuiteSet, root: string): Promise<ScenarioContext['schema']> {
  const names = schemaNames(suites);
  if (names.size === 0) return undefined;
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, strict: false, code: { regExp } });
  const checks = new Map<string, (value: Json) => readonly string[]>();
  for (const name of names) {
    const file = `spec/${suites.protocol}/schemas/${name}.schema.json`;
    const validate = await readFile(join(root, file), 'utf8')
      .then((text) => ajv.compile(JSON.parse(text) as object))
      .catch((error: unknown) => {
        throw noSchema(file, error);
      });
    checks.set(name, (value) => {
      // Schemas say nothing about digits, so doubles will do here.
      const valid = ending(() => validate(JSON.parse(stringifyJson(value))));
      return valid
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
    });
  }
  return (name, value) => checks.get(name)?.(value);
}

/** The patterns of a schema: none of them takes longer than its text allows. `code` is for validators that are printed. */
const regExp = Object.assign((source: string) => ({ test: compilePattern(source), toString: () => source }), {
  code: 'undefined',
});

/** What nobody looked at to its end neither fits nor does not. @throws {MissingValue} */
function ending<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof LongTextError) throw new MissingValue(`a pattern of the schema: ${error.message}`);
    throw error;
  }
}

function noSchema(file: string, error: unknown): InputError {
  const message = `this is no JSON Schema: ${error instanceof Error ? error.message : String(error)}`;
  return new InputError([{ severity: 'error', message, location: { file, line: 1, column: 1 } }]);
}

/** Names of the schemas that any matcher of the suites uses. */
function schemaNames(suites: SuiteSet): ReadonlySet<string> {
  const names = new Set<string>();
  const inMatcher = (matcher: Matcher): void => {
    if (matcher.kind === 'schema') names.add(matcher.schema);
    else if (matcher.kind === 'shape') for (const [, inner] of matcher.places) inMatcher(inner);
    else if ('matchers' in matcher) for (const inner of matcher.matchers) inMatcher(inner);
    else if ('matcher' in matcher) inMatcher(matcher.matcher);
  };
  const inFacts = (facts: FactSet | undefined): void => {
    if (facts === undefined) return;
    for (const matcher of [facts.body, facts.text, ...(facts.headers ?? []).map(([, one]) => one)])
      if (matcher) inMatcher(matcher);
    for (const [, alternative] of facts.either ?? []) inFacts(alternative);
  };
  const steps = [
    ...suites.suites.flatMap(({ scenarios }) => scenarios.flatMap(({ given, steps: own }) => [...given, ...own])),
    ...Object.values(suites.fixtures).flatMap((fixture) => fixture.steps),
  ];
  for (const node of steps) {
    if ('assume' in node) inFacts(node.assume);
    if ('expect' in node)
      for (const { facts, for: filter } of node.expect) for (const one of [facts, filter]) inFacts(one);
  }
  for (const { facts, for: filter } of suites.invariants) for (const one of [facts, filter]) inFacts(one);
  return names;
}
