import type { Report } from '../../core/report.ts';
import { plural } from '../../reporters/text/plural.ts';
import type { CommandContext } from '../command-context.ts';
import { checkBundleFolder } from './bundle-folder.ts';
import { type BundleKeeper, createBundleKeeper } from './bundle-keeper.ts';
import type { BundleGround } from './write-bundle.ts';
import { writeBundles } from './write-bundles.ts';

/** Bundles of failures: what keeps them while a run lasts, and what writes them. */
export interface Bundles {
  readonly folder: string;
  readonly keeper: BundleKeeper;
  /** Writes them; says what came of it. */
  write(report: Report, ground: BundleGround, context: CommandContext): Promise<string>;
}

/** Makes a folder ready for bundles. @throws {UsageError} when it cannot be written. */
export async function openBundles(folder: string): Promise<Bundles> {
  await checkBundleFolder(folder);
  const keeper = createBundleKeeper();
  return {
    folder,
    keeper,
    write: async (report, ground, context) => {
      const { written, left } = await writeBundles(report, keeper.kept, ground, context);
      if (written === 0) return `\nNothing failed: there is nothing to hand over in ${folder}\n`;
      return `\n${plural(written, 'failure')} to hand over: ${folder}${left === 0 ? '' : ` (${left} more have no folder)`}\n`;
    },
  };
}
