import type { Suite } from '../../../core/suite.ts';
import { member, readMap } from '../input/read-map.ts';
import { readList, readText } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { expandForms } from './expand-forms.ts';
import { expandTable, readTable, reportUnusedTable } from './expand-table.ts';
import { readEditions, readNeeds } from './read-entry.ts';
import { readLet, reportUnused } from './read-maker.ts';
import { readIdentity } from './read-request.ts';
import { readScenario, type SuiteDefaults } from './read-scenario.ts';

const keys = ['suite', 'title', 'editions', 'needs', 'as', 'table', 'let', 'scenarios'];

/** One suite file. `expectedIds`: what its `suite` may say, given where the file lies. */
export function readSuite(context: LanguageContext, node: YamlNode, expectedIds: readonly string[]): Suite {
  const { file, names } = context;
  const table = readTable(context, node);
  const map = readMap(file, node, 'the suite', keys);
  const id = map.required('suite', (value) => readSuiteId(context, value, expectedIds), '');
  const made = map.node('let');
  const defaults: SuiteDefaults = {
    ...member('editions', readEditions(context, map.node('editions'))),
    needs: readNeeds(context, map.node('needs')),
    ...member(
      'as',
      map.optional('as', (value) => readIdentity(context, value)),
    ),
    let: readLet(context, made && expandTable(context, made, table)),
    ...member('table', table),
  };
  const ids = new Map<string, number>();
  const suite: Suite = {
    id,
    protocol: names.spec.id,
    title: map.required('title', (value) => readText(file, value, 'title'), ''),
    file: file.name,
    ...member('editions', defaults.editions),
    needs: defaults.needs,
    scenarios: map.required(
      'scenarios',
      (value) =>
        readList(
          file,
          value,
          'scenarios',
          (item) => {
            const made = expandForms(context, item).map(({ node: own, form, law }) => ({
              ...readScenario(context, own, defaults),
              ...member('form', form),
              ...member('law', law),
            }));
            const [scenario] = made;
            if (!scenario) return made;
            const [line] = scenario.at;
            const first = ids.get(scenario.id);
            if (first !== undefined && scenario.id !== '') {
              file.faultAt(scenario.at, `the scenario "${scenario.id}" is doubled; the first is on line ${first}`);
            } else ids.set(scenario.id, line);
            return made;
          },
          1,
        ).flat(),
      [],
    ),
  };
  if (!file.isFaulty()) {
    reportUnused(context, defaults.let.names, 'made value');
    reportUnusedTable(context, table);
  }
  return suite;
}

function readSuiteId({ file }: LanguageContext, node: YamlNode, expectedIds: readonly string[]): string {
  const id = readText(file, node, 'suite');
  const [expected = ''] = expectedIds;
  if (id !== '' && !expectedIds.includes(id)) {
    file.fault(node, `the suite id "${id}" is not the path of its file`, `here it must be "${expected}"`);
  }
  return id;
}
