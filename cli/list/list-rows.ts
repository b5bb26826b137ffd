import type { Json } from '../../core/json.ts';
import { wantsOf } from '../../core/protocol-spec.ts';
import { locate, type Scenario } from '../../core/suite.ts';
import { truncate } from '../../reporters/text/fit.ts';
import type { Listing } from './listings.ts';
import type { Catalogue } from './load-catalogues.ts';
import { allMutantsOf, allVariantsOf } from './mutants-of.ts';
import { ruleIdsOf, scenariosByRule } from './scenarios-by-rule.ts';

/** One thing of a list: for programs as JSON, for people as cells of a line. */
export interface Row {
  readonly json: Json;
  readonly cells: readonly string[];
}

/** The rows of one list for one protocol. */
export const listRows: Readonly<Record<Listing, (catalogue: Catalogue) => Row[] | Promise<Row[]>>> = {
  rules: ({ spec, suites }) => {
    const judged = scenariosByRule(suites);
    return spec.rules.map(
      ({ id, protocol, level, statement, party, feature, editions, evidence, untestable, retired }) => {
        const scenarios = (judged.get(id) ?? []).map(({ scenario }) => scenario);
        const tested = untestable !== undefined ? 'untestable' : party === 'client' ? 'client' : `${scenarios.length}×`;
        return row(
          { id, protocol, level, statement, party, feature, editions, evidence, untestable, retired, scenarios },
          [id, level, tested, statement],
        );
      },
    );
  },
  scenarios: ({ suites }) =>
    suites.suites.flatMap((suite) =>
      byId(suite.scenarios).map(([scenario, ...others]) => {
        const { file, line, column } = locate(suite.file, scenario.at);
        const id = `${suite.id}/${scenario.id}`;
        const made = [scenario, ...others];
        const cases = made.flatMap(({ matrix }) => Object.keys(matrix ?? {}));
        const count = cases.length > 0 ? ` (${cases.length} cases)` : '';
        const { title, needs, editions } = scenario;
        const rules = [...new Set(made.flatMap((one) => ruleIdsOf(suite, one)))];
        return row({ id, title, cases, needs, editions, rules, file, line, column }, [id, `${title}${count}`]);
      }),
    ),
  features: ({ spec }) =>
    spec.features.map(({ id, title, core, excludes, editions, probe }) =>
      row({ protocol: spec.id, id, title, core, excludes, editions, probed: probe !== undefined }, [
        spec.id,
        id,
        core ? 'core' : '',
        title,
      ]),
    ),
  bindings: ({ spec }) =>
    Object.entries(spec.bindings).map(([id, { title, value }]) =>
      row({ protocol: spec.id, id, title, value }, [spec.id, id, truncate(JSON.stringify(value), 60), title]),
    ),
  mutants: async ({ spec }) =>
    (await allMutantsOf(spec.id)).map(({ id, title, kind, fails, editions }) =>
      row({ protocol: spec.id, id, title, kind, fails, editions }, [spec.id, id, title, whatFails(kind, fails)]),
    ),
  variants: async ({ spec }) =>
    (await allVariantsOf(spec.id)).map(({ id, title, kind, because, editions }) =>
      row({ protocol: spec.id, id, title, kind, because, editions }, [spec.id, id, title]),
    ),
  identities: ({ spec }) =>
    spec.identities.map((identity) => {
      const { id, title } = identity;
      const wants = wantsOf(identity);
      return row({ protocol: spec.id, id, title, ...(wants === undefined ? {} : { wants }) }, [
        spec.id,
        id,
        wants === undefined ? title : `${title}: ${wants}`,
      ]);
    }),
  editions: ({ spec }) =>
    spec.editions.map(({ id, title, default: usual }) =>
      row({ protocol: spec.id, id, title, default: usual }, [spec.id, id, usual ? 'default' : '', title]),
    ),
  protocols: ({ spec }) => [
    row({ id: spec.id, title: spec.title, rules: spec.rules.length }, [
      spec.id,
      `${spec.rules.length} rules`,
      spec.title,
    ]),
  ],
};

/** A bug of the kernel is about no rule: it fails what the store cannot keep. */
function whatFails(kind: 'protocol' | 'kernel', fails: readonly string[]): string {
  return kind === 'kernel' ? 'kernel' : fails.join(' ');
}

/** Members that are not there are left out. */
function row(members: Readonly<Record<string, Json | undefined>>, cells: readonly string[]): Row {
  const there = Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined);
  return { json: Object.fromEntries(there), cells };
}

/** Scenarios that were made of one, for several forms of write, together. */
function byId(scenarios: readonly Scenario[]): readonly (readonly [Scenario, ...Scenario[]])[] {
  const groups = new Map<string, [Scenario, ...Scenario[]]>();
  for (const scenario of scenarios) {
    const group = groups.get(scenario.id);
    if (group) group.push(scenario);
    else groups.set(scenario.id, [scenario]);
  }
  return [...groups.values()];
}
