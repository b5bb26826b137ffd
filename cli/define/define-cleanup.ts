import type { Command } from 'commander';
import type { CleanupArguments } from '../cleanup/cleanup-arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { addConnectionOptions } from './connection-options.ts';
import { collect } from './examples.ts';
import type { Finish } from './finish.ts';

const help = `
Examples:
  $ conformance cleanup
  $ conformance cleanup --journal run.jsonl --identity "caller=Authorization: env:TOKEN"

Exit codes:
  0    nothing is left
  1    something is left, or may be: it is named
  2    usage or configuration error
  3    a target did not answer`;

/** Adds `cleanup`. */
export function defineCleanup(program: Command, context: CommandContext, finish: Finish): void {
  const command = program
    .command('cleanup')
    .description(
      'Remove what runs have left that were killed, as their journals name it. Journals hold no credentials: give them as for run.',
    )
    .option('--journal <file>', 'one journal (default: all in CONFORMANCE_JOURNALS, or in the folder for journals)')
    .option('--config <file>', 'target file (default: conformance.yaml in the working folder, if it is there)')
    .option('-H, --header <line>', "'Name: value' sent with every request, as often as needed", collect)
    .option(
      '--identity <name=line>',
      "NAME='Name: value', credentials of an identity, or NAME='command: PROGRAM ARGUMENTS'; as often as needed",
      collect,
    );
  addConnectionOptions(command)
    .option('--timeout <duration>', 'longest wait for one answer: 500ms, 10s, 2m (default: 30s)')
    .addHelpText('after', help)
    .action(async (options: CleanupArguments) => {
      const { cleanupCommand } = await import('../commands/cleanup.ts');
      finish(await cleanupCommand(options, context));
    });
}
