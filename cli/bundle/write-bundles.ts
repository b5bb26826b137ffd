import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report, ScenarioResult, TargetReport } from '../../core/report.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { foldersOf, writeIndex } from './bundle-folder.ts';
import type { FailedScenario } from './bundle-keeper.ts';
import { openReference, type Reference } from './open-reference.ts';
import { failuresOf } from './same-failure.ts';
import { type BundleGround, writeBundle } from './write-bundle.ts';

/** So many failures have a folder; a server that is broken all over needs no more to be understood. */
const mostFolders = 100;
/** So long the scenarios of a run are cut, all together. */
const cuttingMs = 20_000;

/** Writes a folder for each scenario that failed unexpectedly. @returns how many there are, and how many more there would be. */
export async function writeBundles(
  report: Report,
  kept: readonly FailedScenario[],
  ground: BundleGround,
  context: Pick<CommandContext, 'cwd' | 'tool'>,
): Promise<{ readonly written: number; readonly left: number }> {
  const { folder } = ground;
  for (const name of await foldersOf(folder)) await rm(join(folder, name), { recursive: true, force: true });
  const failed = report.targets.flatMap((target) =>
    inOrder(target).flatMap((scenario) => {
      const own = kept.find(
        ({ planned, plan }) =>
          planned.id === scenario.id && plan.spec.id === target.protocol && plan.edition === target.edition,
      );
      return own === undefined ? [] : [{ target, scenario, own }];
    }),
  );
  const until = performance.now() + cuttingMs;
  const names = new Set<string>();
  const lines: string[] = [];
  const references = new Map<string, Promise<Reference | undefined>>();
  try {
    for (const { target, scenario, own } of failed.slice(0, mostFolders)) {
      const name = folderName(scenario, names);
      names.add(name);
      const key = `${target.protocol} ${target.edition}`;
      const reference = references.get(key) ?? openReference(own.plan);
      references.set(key, reference);
      await writeBundle(
        join(folder, name),
        { report, target, scenario, own, reference: await reference, until },
        ground,
        context,
      );
      const rules = [...new Set(failuresOf(scenario).map(({ rule }) => rule))].join(', ');
      lines.push(
        `- [${name}](${name}/README.md): ${rules}, ${neutralizeLine(scenario.title).replaceAll(/[[\]<>*_`]/g, '\\$&')}`,
      );
    }
  } finally {
    for (const reference of references.values()) await (await reference.catch(() => undefined))?.close();
  }
  const left = failed.length - Math.min(failed.length, mostFolders);
  await writeIndex(folder, [...names]);
  await writeFileAtomically(join(folder, 'README.md'), renderIndex(lines, left));
  return { written: names.size, left };
}

/** A scenario for each rule first, then the others. */
function inOrder({ scenarios }: TargetReport): readonly ScenarioResult[] {
  const failed = scenarios.filter((one) => failuresOf(one).length > 0);
  const seen = new Set<string>();
  const isFirst = (one: ScenarioResult): boolean => {
    const fresh = failuresOf(one).some(({ rule }) => !seen.has(rule));
    for (const { rule } of failuresOf(one)) seen.add(rule);
    return fresh;
  };
  const first = failed.filter(isFirst);
  return [...first, ...failed.filter((one) => !first.includes(one))];
}

/** "DAB-IFM-003-star-on-put". */
function folderName({ id, assertions }: ScenarioResult, taken: ReadonlySet<string>): string {
  const rule = assertions.find(({ verdict, known }) => verdict === 'fail' && known === undefined)?.rule ?? 'failure';
  const words = `${rule}-${id.split('/').slice(1).join('-')}`
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 90);
  for (let count = 1; ; count++) {
    const name = count === 1 ? words : `${words}-${count}`;
    if (!taken.has(name)) return name;
  }
}

function renderIndex(lines: readonly string[], left: number): string {
  return [
    '# Failures to hand over',
    '',
    ...(lines.length === 0 ? ['Nothing failed.'] : ['A folder for each scenario that failed:', '', ...lines]),
    ...(left === 0 ? [] : ['', `${left} more failed scenarios have no folder.`]),
    '',
  ].join('\n');
}
