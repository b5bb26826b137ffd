import { isMandatory, type Level, type Rule } from '../../../core/rule.ts';
import type {
  Entry,
  FactSet,
  Invariant,
  MatrixCase,
  Position,
  RaceStep,
  RequestStep,
  RequestTemplate,
  Scenario,
} from '../../../core/suite.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import { checkContrast } from './check-contrast.ts';
import { checkLiteralKeys } from './check-literal-key.ts';
import { checkRule } from './check-rule.ts';
import type { LanguageContext } from './context.ts';
import { methods } from './read-call.ts';
import { type Ground, groundsOf, holdsIn, ruleIdOf, textIn } from './scenario-cases.ts';
import { needsReason } from './split-entry.ts';

/** Faults of a sound scenario as a whole: rules that never hold, entries that could hold on a wrong answer. */
export function checkScenario(context: LanguageContext, scenario: Scenario): void {
  const { file, names } = context;
  const grounds = groundsOf(scenario, names);
  if (grounds.length === 0) {
    file.faultAt(scenario.at, `the scenario "${scenario.id}" holds in no edition`);
    return;
  }
  const judging = scenario.steps.filter((step): step is RequestStep | RaceStep => 'expect' in step);
  if (!judging.some(({ expect }) => expect.length > 0)) {
    file.faultAt(scenario.at, `the scenario "${scenario.id}" expects nothing`, 'give a step `expect` with an entry');
  }
  checkControl(context, scenario, grounds);
  checkMethods(context, scenario, grounds);
  checkLiteralKeys(context, scenario, grounds);
  let sound = true;
  for (const entry of judging.flatMap(({ expect }): readonly Entry[] => expect))
    sound = checkEntry(context, entry, grounds) && sound;
  if (!sound) return;
  for (const step of judging) checkFirstStatus(context, step, grounds);
  checkContrast(context, judging, grounds);
}

/** The same for a scenario with faults: what can be said of those of its entries and steps that have none. */
export function checkSoundParts(
  context: LanguageContext,
  scenario: Scenario,
  isSound: (part: object) => boolean,
): void {
  const grounds = groundsOf(scenario, context.names);
  const judging = scenario.steps.filter((step): step is RequestStep | RaceStep => 'expect' in step);
  const soundSteps = judging.filter(isSound);
  const entries = judging.flatMap(({ expect }): readonly Entry[] => expect);
  for (const entry of entries.filter(isSound)) checkEntry(context, entry, grounds);
  for (const step of soundSteps) checkFirstStatus(context, step, grounds);
}

/** A method that is a value of the case must be one in every case. */
function checkMethods({ file }: LanguageContext, scenario: Scenario, grounds: readonly Ground[]): void {
  const cases = new Map(grounds.map(({ caseId, values }) => [caseId, values]));
  for (const { method, at } of [...scenario.given, ...scenario.steps].flatMap(requestsOf)) {
    for (const [caseId, values] of cases) {
      const named = textIn(method, values);
      if (methods.includes(named ?? '')) continue;
      const said = named === undefined ? '' : `: ${JSON.stringify(named)}`;
      file.faultAt(at, `${method} is no method in the case "${caseId}"${said}`, suggest(named ?? '', methods));
    }
  }
}

function requestsOf(step: Scenario['steps'][number] | Scenario['given'][number]): readonly RequestTemplate[] {
  if (step.kind === 'race') return step.clients.map(({ request }) => request);
  return step.kind === 'request' ? [step.request] : [];
}

/** What is provoked must be something the target can do. */
function checkControl({ file }: LanguageContext, scenario: Scenario, grounds: readonly Ground[]): void {
  const step = [...scenario.given, ...scenario.steps].find(({ kind }) => kind === 'control');
  if (step && !grounds.every(({ needs }) => needs.has('control'))) {
    file.faultAt(step.at, 'a control step needs the feature "control"', 'add `needs: [control]` to the scenario');
  }
}

/** The same for an invariant, which belongs to no scenario. */
export function checkInvariant(context: LanguageContext, entry: Omit<Invariant, 'file'>): void {
  const needs: ReadonlySet<string> = new Set();
  const grounds = [...context.names.editions].map((edition) => ({ edition, caseId: undefined, values: {}, needs }));
  checkEntry(context, entry, grounds);
}

/** Checks an entry by itself; false: its rule is not one it can be judged by. */
function checkEntry(context: LanguageContext, entry: Entry, grounds: readonly Ground[]): boolean {
  const { file } = context;
  if (entry.undocumented) return true;
  const byCase = entry.rule.includes('$(');
  const cases = new Map(grounds.map(({ caseId, values }) => [byCase ? caseId : undefined, values]));
  let sound = true;
  for (const [caseId, values] of cases) {
    const rule = ruleOf(context, entry, caseId, values);
    sound &&= rule !== undefined;
    if (!rule) continue;
    const own = grounds.filter((ground) => !byCase || ground.caseId === caseId);
    const editions = [...new Set(own.map(({ edition }) => edition))];
    if (!editions.some((edition) => holdsIn(entry, rule, edition))) {
      file.faultAt(entry.at, neverHolds(rule, caseId, editions));
    }
    checkLevel(context, entry, rule);
  }
  if (entry.because === undefined && !entry.for && needsReason(entry.facts)) {
    file.faultAt(
      entry.at,
      'an entry that leaves latitude needs `because`',
      `add: because: why ${latitude(entry.facts)}`,
    );
  }
  return sound;
}

function neverHolds(rule: Rule, caseId: string | undefined, editions: readonly string[]): string {
  const where = caseId === undefined ? '' : ` of the case "${caseId}"`;
  const own = rule.editions ? `; it holds in ${rule.editions.join(', ')}` : '';
  return `${rule.id} never holds in the editions${where} judged here (${editions.join(', ')})${own}`;
}

/** One that is written out was looked up where it was read. */
function ruleOf(
  { file, names }: LanguageContext,
  entry: Entry,
  caseId: string | undefined,
  values: MatrixCase['values'],
): Rule | undefined {
  if (!entry.rule.includes('$(')) return names.rules.get(entry.rule);
  const inCase = caseId === undefined ? '' : ` (case "${caseId}")`;
  const id = ruleIdOf(entry.rule, values);
  if (id !== undefined) return checkRule({ file: atPosition(file, entry.at), names }, nowhere, id, inCase);
  const hint = 'a rule is an id, or $(case.name) with a text in every case';
  file.faultAt(entry.at, `${entry.rule} gives no rule id${inCase}`, hint);
  return undefined;
}

const nowhere = { start: 0, end: 0 };

/** A file that takes its faults at a position, since that is all that is left of where an entry was. */
function atPosition(file: TextFile, at: Position): TextFile {
  return { ...file, fault: (_, message, hint) => file.faultAt(at, message, hint) };
}

const rank = (level: Level): number => (isMandatory(level) ? 2 : level === 'MAY' ? 0 : 1);

function checkLevel({ file }: LanguageContext, entry: Entry, rule: Rule): void {
  if (entry.level !== undefined && rank(entry.level) > rank(rule.level)) {
    file.faultAt(
      entry.at,
      `\`level: ${entry.level}\` raises ${rule.id}, which is ${rule.level}`,
      'a level can only be lowered',
    );
  }
}

function latitude({ either, tally }: FactSet): string {
  if (either) return 'several outcomes are right';
  return tally ? 'the numbers are open' : 'several statuses are right';
}

/**
 * On every ground the first entry that is surely judged must fix the status, so that no fact holds on a wrong answer.
 * An entry that needs a feature may not be judged, so the next one must fix it, too, unless it needs that feature as well.
 * Parts of a batch count separately.
 */
function checkFirstStatus(context: LanguageContext, step: RequestStep | RaceStep, grounds: readonly Ground[]): void {
  const { file, names } = context;
  const open = new Map<Entry, Set<string>>();
  for (const { edition, values, needs } of grounds) {
    // Of each part the features under which it is fixed.
    const fixed: { readonly part: string | undefined; readonly under: readonly string[] }[] = [];
    if (step.kind === 'request' && fixesStatus(step.assume)) fixed.push({ part: undefined, under: [] });
    for (const entry of step.expect) {
      const rule = names.rules.get(ruleIdOf(entry.rule, values) ?? '');
      if (!holdsIn(entry, rule, edition) || entry.for) continue;
      const { part }: FactSet = entry.facts;
      const fixes = fixesStatus(entry.facts);
      const features = [...entry.needs, ...(rule?.feature === undefined ? [] : [rule.feature])];
      const isFixed = fixed.some((one) => {
        return one.part === part && one.under.every((feature) => needs.has(feature) || features.includes(feature));
      });
      if (!isFixed && !fixes) open.set(entry, (open.get(entry) ?? new Set()).add(edition));
      if (fixes) fixed.push({ part, under: features });
    }
  }
  const all = new Set(grounds.map(({ edition }) => edition));
  const what = step.kind === 'race' ? '`tally`' : '`status`';
  for (const [entry, editions] of open) {
    const where = editions.size === all.size ? '' : ` in edition ${[...editions].join(', ')}`;
    file.faultAt(
      entry.at,
      `no entry before this one surely fixes the status${where}: it could hold on a wrong answer`,
      `add ${what} here or to an entry before it`,
    );
  }
}

function fixesStatus(facts: FactSet | undefined): boolean {
  if (!facts) return false;
  const { status, tally, either } = facts;
  return status !== undefined || tally !== undefined || (either?.every(([, inner]) => fixesStatus(inner)) ?? false);
}
