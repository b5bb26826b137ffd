import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { FeatureResult } from '../../core/report.ts';
import type { SuiteSet } from '../../core/suite.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { TargetPlan } from '../../runner/options.ts';
import type { PlannedScenario } from '../../runner/plan/planned-scenario.ts';
import { suiteFile, suiteName } from './bundle-record.ts';
import { suiteWith, withoutAt } from './cut-suite.ts';
import type { Reference } from './open-reference.ts';
import { readSuiteText } from './read-suite-text.ts';
import { runOne } from './run-one.ts';
import { type FailureMark, failsLike, passes } from './same-failure.ts';
import { type Shrunk, shrink } from './shrink.ts';

/** What of a scenario is to be cut, and where it failed. */
export interface CutGround {
  readonly plan: TargetPlan;
  readonly planned: PlannedScenario;
  readonly features: readonly FeatureResult[];
  readonly marks: readonly FailureMark[];
  readonly raceRounds: number;
  /** Folders and files with suites of the user's own. */
  readonly suiteDirs: readonly string[];
  readonly cwd: string;
  readonly seed: string;
  /** Tells whether what is left still says what the protocol says; without it nothing is left out. */
  readonly reference: Reference | undefined;
  /** Is there no time left for more runs? */
  isOver(): boolean;
  readonly signal?: AbortSignal;
}

/** A suite of its own, and the id of the case in it. */
export interface CutSuite extends Shrunk {
  readonly id: string;
}

/** Makes a suite of the one scenario and shrinks it on the target; undefined: its file is not there, or says it elsewhere. */
export async function makeCut(ground: CutGround): Promise<CutSuite | undefined> {
  const { plan, planned, marks, isOver } = ground;
  const text = await readSuiteText(planned.suite.file, ground.cwd);
  const whole = text === undefined ? undefined : suiteWith(text, planned.scenario.id, `${plan.spec.id}/${suiteName}`);
  if (whole === undefined) return undefined;
  const id = planned.id.replace(`${planned.suite.id}/`, `${plan.spec.id}/${suiteName}/`);
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  let count = 0;
  const place = plan.place ?? plan.spec.id;
  const tries = async (candidate: string): Promise<string | undefined> => {
    // A folder of its own for each, so that nothing known of another is taken for it.
    const loaded = await loadTidy(candidate, join(folder, String(++count)), place, ground.suiteDirs);
    if (loaded === undefined) return undefined;
    const trace = await runOne({ ...plan, suites: loaded.suites }, id, ground.features, {
      seed: `${ground.seed}-${count}`,
      raceRounds: ground.raceRounds,
      ...(ground.signal === undefined ? {} : { signal: ground.signal }),
    });
    if (trace === undefined || !failsLike(trace.result, marks)) return undefined;
    if (ground.reference === undefined) return candidate === whole ? loaded.text : undefined;
    // Without a step it may fail everywhere, for another reason.
    const manner = { seed: `${ground.seed}-${count}`, raceRounds: ground.raceRounds };
    const sound = await ground.reference.run(id, manner, loaded.suites);
    return sound !== undefined && passes(sound.result, marks) ? loaded.text : undefined;
  };
  try {
    return { ...(await shrink(whole, marks[0]?.rule ?? '', tries, isOver)), id };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** So often what nothing uses any more is taken out: with it, something else may have lost its use. */
const tidyings = 5;

/** Reads a suite, without what nothing in it uses; undefined: it is not sound. */
async function loadTidy(
  given: string,
  folder: string,
  place: string,
  suiteDirs: readonly string[],
): Promise<{ readonly text: string; readonly suites: SuiteSet } | undefined> {
  let text = given;
  for (let tidying = 0; tidying < tidyings; tidying++) {
    const own = join(folder, String(tidying));
    const file = join(own, suiteFile);
    await mkdir(own, { recursive: true });
    await writeFile(file, text);
    try {
      const { suites } = await loadProtocol(place, { suiteDirs: [...suiteDirs, file] });
      return { text, suites };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const faults = error.diagnostics.filter(({ severity }) => severity === 'error');
      if (!faults.every(({ message }) => message.endsWith(' is not used'))) return undefined;
      const tidy = withoutAt(
        text,
        faults.map(({ location }) => location),
      );
      if (tidy === text) return undefined;
      text = tidy;
    }
  }
  return undefined;
}
