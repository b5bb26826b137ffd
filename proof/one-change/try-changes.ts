import pLimit from 'p-limit';
import type { ScenarioResult } from '../../core/report.ts';
import { isGating, isMandatory } from '../../core/rule.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import type { Answerer } from '../in-process-client.ts';
import { type Between, createTrials, type ProofSubject } from '../prove/create-trials.ts';
import { type AnswerClass, classOf, noteAnswer } from './answer-class.ts';
import { applyChange } from './apply-change.ts';
import { changeText } from './change.ts';
import { type ClassChange, listChanges } from './list-changes.ts';
import { createRouteShape, type RouteShape } from './route-shape.ts';
import { routeTexts } from './route-texts.ts';
import { createTranscripts, type Transcripts } from './transcripts.ts';

/** Which of the classes are tried: every `of`-th, from `index`. Several shares make a whole. */
interface Share {
  readonly index: number;
  readonly of: number;
}

/** What became of the changes of one edition, or of a share of them. */
export interface ChangesFound {
  readonly classes: number;
  readonly changes: number;
  /** "GET /api/Books/id/{} 200: header etag dropped". */
  readonly unnoticed: readonly string[];
  /** Those of them that drop a member which is null in every answer of the class. */
  readonly nulls: readonly string[];
  /** Those of them by which a rule fails that only warns: one that recommends, or that is inferred. */
  readonly warned: readonly string[];
  /** The members left free that were met, each once. */
  readonly free: readonly string[];
}

/** The whole of what shares found. */
export function joinFound(shares: readonly ChangesFound[]): ChangesFound {
  const sum = (count: (share: ChangesFound) => number): number => shares.reduce((all, one) => all + count(one), 0);
  return {
    classes: sum(({ classes }) => classes),
    changes: sum(({ changes }) => changes),
    unnoticed: shares.flatMap(({ unnoticed }) => unnoticed).sort(),
    nulls: shares.flatMap(({ nulls }) => nulls).sort(),
    warned: shares.flatMap(({ warned }) => warned).sort(),
    free: [...new Set(shares.flatMap(({ free }) => free))].sort(),
  };
}

/** Scenarios wait for timers now and then, so several are under way at once. */
const limit = pLimit(16);

/**
 * Runs the cases of an edition on the sound core, and again with one thing changed in one class of its answers: every change of
 * every class, until a case fails by a rule that decides a run.
 * @param only what the text of a change must contain to be tried.
 * @param free members of which one value of their form is as good as another.
 */
export async function tryChanges(
  subject: ProofSubject,
  edition: string,
  { index, of }: Share = { index: 0, of: 1 },
  only = '',
  free: readonly string[] = [],
): Promise<ChangesFound> {
  const trials = createTrials(subject, edition);
  const cases = new Map(trials.planned.filter(({ skip }) => !skip).map((planned) => [planned.id, planned]));
  const shape = createRouteShape(routeTexts(subject, [...cases.values()]));
  const run = (planned: PlannedScenario, between: Between): Promise<ScenarioResult> =>
    limit(async () => (await trials.run(planned, {}, between)).result);

  const gating = new Set(subject.spec.rules.filter(isGating).map(({ id }) => id));
  const fails = ({ assertions }: ScenarioResult): boolean =>
    assertions.some(({ verdict, level, rule }) => verdict === 'fail' && isMandatory(level) && gating.has(rule));
  const warns = ({ assertions }: ScenarioResult): boolean =>
    assertions.some(({ verdict, level }) => verdict === 'fail' && level !== 'MAY');

  const { classes, transcripts } = await soundClasses([...cases.values()], shape, async (planned, between) => {
    const result = await run(planned, between);
    if (fails(result) || warns(result)) throw new Error(`${planned.id} fails on the sound core`);
  });
  const mine = classes.filter((_, position) => position % of === index);
  const found = await Promise.all(
    mine.map(async (own) => {
      const changes = listChanges(own, transcripts, free).map((change) => ({
        ...change,
        text: `${own.id}: ${changeText(change.change)}`,
      }));
      const wanted = changes.filter(({ text }) => text.includes(only));
      const unnoticed: string[] = [];
      const nulls: string[] = [];
      const warned: string[] = [];
      // Whoever noticed one change of a class is likely to notice the next.
      const order = [...own.cases];
      for (const { change, cases: affected, text, isNull } of wanted) {
        const between = changing(own.id, change, shape);
        const asked = order.filter((id) => affected.has(id));
        let isWarned = false;
        const noticed = await firstOf(asked, async (id) => {
          const result = await run(cases.get(id) as PlannedScenario, between);
          isWarned ||= warns(result);
          return fails(result);
        });
        if (noticed === undefined) {
          unnoticed.push(text);
          if (isNull) nulls.push(text);
          if (isWarned) warned.push(text);
        } else order.unshift(...order.splice(order.indexOf(noticed), 1));
      }
      const met = free.filter((member) => changes.some(({ text }) => text.endsWith(`: member ${member} replaced`)));
      return { changes: wanted.length, unnoticed, nulls, warned, free: met };
    }),
  );
  return { ...joinFound(found.map((one) => ({ classes: 1, ...one }))), classes: mine.length };
}

type Run = (planned: PlannedScenario, between: Between) => Promise<void>;

async function soundClasses(
  cases: readonly PlannedScenario[],
  shape: RouteShape,
  run: Run,
): Promise<{ readonly classes: readonly AnswerClass[]; readonly transcripts: Transcripts }> {
  const classes = new Map<string, AnswerClass>();
  const transcripts = createTranscripts();
  await Promise.all(
    cases.map((planned) =>
      run(planned, (answer) => async (request) => {
        const response = await answer(request);
        noteAnswer(classes, classOf(request, response, shape), response, planned.id);
        transcripts.add(planned.id, request, response);
        return response;
      }),
    ),
  );
  return { classes: [...classes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), transcripts };
}

/** Stands between runner and server, and changes the answers of one class. */
function changing(classId: string, change: ClassChange['change'], shape: RouteShape): Between {
  return (answer): Answerer =>
    async (request) => {
      const response = await answer(request);
      return classOf(request, response, shape) === classId ? applyChange(response, change) : response;
    };
}

/** The first of these for which it holds, asked one after the other. */
async function firstOf<T>(list: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of list) if (await holds(one)) return one;
  return undefined;
}
