import { type Cell, type Law, standsUnder, type WriteForm } from '../../core/protocol-spec.ts';
import type { Scenario, Suite, SuiteSet } from '../../core/suite.ts';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import { caseText } from '../../runner/plan/case-text.ts';
import { casesOf, entriesOf, scenarioCaseName } from '../../runner/plan/select-scenarios.ts';
import type { Catalogue } from '../list/load-catalogues.ts';

/** A law for a form of write, and what stands behind it. */
export interface CellCoverage {
  readonly law: string;
  readonly cell: Cell;
  /** Scenario cases that try the law with the form, and judge its rule or tell about it. */
  readonly cases: readonly string[];
  /** Mutants that break the law for this form alone. */
  readonly mutants: readonly string[];
  /** What is missing. */
  readonly gaps: readonly string[];
}

/** One way to write, and what became of each law that it stands under. */
export interface FormCoverage extends Pick<WriteForm, 'id' | 'title' | 'method'> {
  readonly cells: readonly CellCoverage[];
}

/** Forms of write × laws of a protocol. */
export interface FormsCoverage {
  /** Laws that some form stands under. */
  readonly laws: readonly (readonly [id: string, law: Law])[];
  readonly forms: readonly FormCoverage[];
}

/** Follows every law of every form of write to the cases that try it and the mutants that break it. Pure. */
export function findForms({ spec: { writes }, suites }: Catalogue, mutants: readonly Mutant[]): FormsCoverage {
  if (!writes) return { laws: [], forms: [] };
  const laws = Object.entries(writes.laws).filter((law) => writes.forms.some((form) => standsUnder(form, law)));
  const forms = writes.forms.map(({ id, title, method, laws: cells }) => ({
    id,
    title,
    method,
    cells: laws.flatMap(([law]) => {
      const cell = cells[law];
      return cell === undefined ? [] : [coverCell(id, law, cell, suites, mutants)];
    }),
  }));
  return { laws, forms };
}

function coverCell(form: string, law: string, cell: Cell, suites: SuiteSet, all: readonly Mutant[]): CellCoverage {
  const cases = suites.suites.flatMap((suite) =>
    suite.scenarios
      .filter((scenario) => scenario.form === form && scenario.law === law)
      .flatMap((scenario) => judgingCases(suite, scenario, cell)),
  );
  const mutants = all.filter(({ cell: of }) => of?.form === form && of.law === law).map(({ id }) => id);
  return { law, cell, cases, mutants, gaps: gapsOf(cell, cases, mutants) };
}

/** The cases of a scenario that judge the rule of a cell, or tell about it where there is none. */
function judgingCases(suite: Suite, scenario: Scenario, cell: Cell): readonly string[] {
  return casesOf(scenario)
    .filter((caseId) => {
      const values = caseId === undefined ? {} : (scenario.matrix?.[caseId]?.values ?? {});
      return entriesOf(scenario).some(({ rule, undocumented }) =>
        typeof cell === 'string' ? caseText(rule, values) === cell : undocumented !== undefined,
      );
    })
    .map((caseId) => `${suite.id}/${scenarioCaseName(scenario, caseId)}`);
}

function gapsOf(cell: Cell, cases: readonly string[], mutants: readonly string[]): readonly string[] {
  if (typeof cell === 'string')
    return [...(cases.length === 0 ? ['no case'] : []), ...(mutants.length === 0 ? ['no mutant'] : [])];
  return 'undocumented' in cell && cases.length === 0 ? ['nothing tries it'] : [];
}

/** How many cells there are of each kind. */
export interface CellCounts {
  readonly cells: number;
  readonly ruled: number;
  readonly undocumented: number;
  readonly none: number;
}

/** Counts the cells of forms × laws. */
export function countCells({ forms }: FormsCoverage): CellCounts {
  const cells = forms.flatMap((form) => form.cells.map(({ cell }) => cell));
  const ruled = cells.filter((cell) => typeof cell === 'string').length;
  const none = cells.filter((cell) => typeof cell !== 'string' && 'none' in cell).length;
  return { cells: cells.length, ruled, none, undocumented: cells.length - ruled - none };
}
