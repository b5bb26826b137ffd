import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { InitArguments } from '../init/init-arguments.ts';
import { addConnectionOptions } from './connection-options.ts';
import { collect } from './examples.ts';
import type { Finish } from './finish.ts';

const help = `
Examples:
  $ conformance init --target http://localhost:5000
  $ conformance init -t https://org.crm.dynamics.com -p dataverse --identity "caller=Authorization: Bearer env:TOKEN"

It only reads, and writes what it finds to a new file; no credentials are written, only the variables they are in.

Exit codes:
  0    the file is written
  2    usage or configuration error; the file is there already
  3    the target did not answer, or is none of the protocols
  130  interrupted`;

/** Adds `init`. */
export function defineInit(program: Command, context: CommandContext, finish: Finish): void {
  const command = program
    .command('init')
    .description(
      'Write conformance.yaml for an API: its protocol, edition and the names it uses, as far as it tells of itself. Asks for what is missing on a terminal.',
    )
    .option('-t, --target <url>', 'base URL of the API, or env:NAME')
    .option('-p, --protocol <id>', 'what it speaks (default: found out), or a folder with a protocol of your own')
    .option('-e, --edition <name>', 'edition to judge by (default: found out, where the API tells)')
    .option('--name <name>', 'what the target is called')
    .option('--config <file>', 'file to write (default: conformance.yaml)')
    .option('--force', 'write over a file that is there')
    .option('--set <name=value>', 'value of a binding that is known, as often as needed', collect)
    .option('-H, --header <line>', "'Name: value' sent with every request, as often as needed", collect)
    .option('--identity <name=line>', "NAME='Name: value', credentials of an identity, as often as needed", collect);
  addConnectionOptions(command)
    .option('--timeout <duration>', 'longest wait for one answer: 500ms, 10s, 2m (default: 30s)')
    .addHelpText('after', help)
    .action(async (options: InitArguments) => {
      const { initCommand } = await import('../commands/init.ts');
      finish(await initCommand(options, context));
    });
}
