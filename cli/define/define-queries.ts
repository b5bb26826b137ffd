import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CoverageArguments } from '../commands/coverage.ts';
import type { ExplainArguments } from '../commands/explain.ts';
import type { LintArguments } from '../commands/lint.ts';
import type { ListArguments } from '../commands/list.ts';
import { listings } from '../list/listings.ts';
import { examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds the commands that only read: `list`, `explain`, `lint` and `coverage`. */
export function defineQueries(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('list')
    .description('Show what there is.')
    .argument('[what]', listings.join(', '), 'rules')
    .option('-p, --protocol <id...>', 'only these protocols, or folders with one of your own')
    .option('--suites <dir...>', 'folders with rules and suites of your own')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      examples('conformance list', 'conformance list scenarios --protocol dab', 'conformance list mutants --json'),
    )
    .action(async (what: string, options: ListArguments) => {
      const { listCommand } = await import('../commands/list.ts');
      finish(await listCommand(what, options, context));
    });

  program
    .command('explain')
    .description('Tell all about a rule: statement, sources, scenarios that judge it, mutants that break it.')
    .argument('<rule...>', 'rule ids')
    .option('-p, --protocol <id...>', 'only these protocols, or folders with one of your own')
    .option('--suites <dir...>', 'folders with rules and suites of your own')
    .option('--site <url>', "address of a site of the rules (see: site): the rule's page there is told")
    .option('--json', 'print as JSON')
    .addHelpText('after', examples('conformance explain DAB-IFM-001'))
    .action(async (ids: readonly string[], options: ExplainArguments) => {
      const { explainCommand } = await import('../commands/explain.ts');
      finish(await explainCommand(ids, options, context));
    });

  program
    .command('lint')
    .description('Check suites, rules and fixtures without running anything.')
    .argument(
      '[file...]',
      'files to check, or folders with a protocol of your own (default: --suites, else all of the package)',
    )
    .option('--suites <dir...>', 'folders with rules, suites and fixtures of your own')
    .option('--fix', 'write sound suites in their shortest form and break long lines; comments stay')
    .addHelpText(
      'after',
      examples(
        'conformance lint',
        'conformance lint my-suites/dab/orders.yaml',
        'conformance lint --suites my-suites',
        'conformance lint --suites my-suites --fix',
      ),
    )
    .action(async (files: readonly string[], options: LintArguments) => {
      const { lintCommand } = await import('../commands/lint.ts');
      finish(await lintCommand(files, options, context));
    });

  program
    .command('coverage')
    .description(
      'Show what became of every statement of the sources, and of every form of write: rule, scenario, mutant. Gaps exit 1.',
    )
    .option('-p, --protocol <id...>', 'only these protocols, or folders with one of your own')
    .option('--suites <dir...>', 'folders with rules and suites of your own')
    .option('--matrix', 'print a page about forms of write and the laws they stand under, as Markdown')
    .option('--json', 'print as JSON')
    .addHelpText('after', examples('conformance coverage', 'conformance coverage --protocol dab --json'))
    .action(async (options: CoverageArguments) => {
      const { coverageCommand } = await import('../commands/coverage.ts');
      finish(await coverageCommand(options, context));
    });
}
