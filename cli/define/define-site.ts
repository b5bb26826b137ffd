import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { SiteArguments } from '../commands/site.ts';
import { examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `site`. */
export function defineSite(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('site')
    .description(
      'Write the catalogue as static pages: each rule with its sources, its scenarios, what a conforming server answers and what known bugs do.',
    )
    .requiredOption('--out <dir>', 'folder to write: an empty one, or one that this command wrote before')
    .option('-p, --protocol <id...>', 'only these protocols, or folders with one of your own')
    .option('--suites <dir...>', 'folders with rules and suites of your own')
    .option('--results <path...>', 'who implements it: JSON reports of runs, lists as in results/, or folders of these')
    .option('--all', 'all known bugs of each rule, not the first three: takes minutes')
    .addHelpText(
      'after',
      examples('conformance site --out site', 'conformance site --out site --protocol dab --results reports/main.json'),
    )
    .action(async (options: SiteArguments) => {
      const { siteCommand } = await import('../commands/site.ts');
      finish(await siteCommand(options, context));
    });
}
