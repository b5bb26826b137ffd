import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CompareArguments } from '../commands/compare.ts';
import type { MergeArguments } from '../commands/merge.ts';
import { collect, examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds the commands that read reports: `merge` and `compare`. */
export function defineReports(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('merge')
    .description(
      'Put the JSON reports of the parts of a run (run --shard) together, and exit by the verdict on the whole.',
    )
    .argument('<report...>', 'one report of each part')
    .option(
      '--reporter <name[=file]>',
      'console, json, junit, tap, ctrf, sarif, github, markdown, html, badge or har; as often as needed',
      collect,
    )
    .option('--site <url>', "address of a site of the rules, for reports that link to a rule's page")
    .option('--strict', 'failed SHOULD rules decide, too')
    .option('--provisional', 'failed provisional rules decide, too')
    .option('-q, --quiet', 'only what failed, and the verdict')
    .option('-v, --verbose', 'every scenario, every observation, whole bodies; JSON and HAR in full')
    .addHelpText(
      'after',
      examples(
        'conformance merge shard-1.json shard-2.json',
        'conformance merge shard-*.json --reporter json=all.json',
      ),
    )
    .action(async (files: readonly string[], options: MergeArguments) => {
      const { mergeCommand } = await import('../commands/merge.ts');
      finish(await mergeCommand(files, options, context));
    });

  program
    .command('compare')
    .description(
      'Compare JSON reports rule by rule: what is worse, what is better. Exits 1 when a rule that decides is worse.',
    )
    .argument('<report...>', 'the first is what there was, the last what there is')
    .option('--strict', 'SHOULD rules decide, too')
    .option('--provisional', 'provisional rules decide, too')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      examples('conformance compare main.json branch.json', 'conformance compare v1.json v2.json v3.json --json'),
    )
    .action(async (files: readonly string[], options: CompareArguments) => {
      const { compareCommand } = await import('../commands/compare.ts');
      finish(await compareCommand(files, options, context));
    });
}
