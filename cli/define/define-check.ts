import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { RunArguments } from '../run/run-settings.ts';
import { addTargetOptions } from './define-run.ts';
import { examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `check`. */
export function defineCheck(program: Command, context: CommandContext, finish: Finish): void {
  const check = program
    .command('check')
    .description(
      'Look at a target without writing to it: is it there, are the credentials taken, what has it, what would a run do and cost.',
    );
  addTargetOptions(check)
    .option('--json', 'print as JSON')
    .option('-v, --verbose', 'as for run')
    .addHelpText(
      'after',
      examples(
        'conformance check',
        'conformance check -t https://test.example/api -p dab --identity caller=env:CALLER',
      ),
    )
    .action(async (options: RunArguments & { readonly json?: boolean }) => {
      const { checkCommand } = await import('../commands/check.ts');
      finish(await checkCommand(options, context));
    });
}
