import type { Command } from 'commander';
import type { ClientArguments } from '../client/client-arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { collect, examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `client`. */
export function defineClient(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('client')
    .description(
      "Judge a client: run its command in several situations against the reference server, and judge what it sends by the protocol's rules for clients.",
    )
    .argument('<command...>', 'the command and its arguments, after "--"; it finds the server in CONFORMANCE_URL')
    .requiredOption('-p, --protocol <id>', 'what the client speaks (see: list protocols)')
    .option('-e, --edition <name>', 'edition of the protocol (see: list editions)')
    .option('--play <id...>', 'only these situations (default: all that the protocol has rules for)')
    .option('--timeout <duration>', 'longest time for the command in one play: 30s, 2m (default: 2m)')
    .option(
      '--reporter <name[=file]>',
      'console, json, junit, tap, ctrf, sarif, github, markdown, html, badge or har; as often as needed',
      collect,
    )
    .option('--site <url>', "address of a site of the rules, for reports that link to a rule's page")
    .option('--baseline <file>', 'known failures: they do not fail the run; entries that are no longer true do')
    .option('--strict', 'failed SHOULD rules decide, too')
    .option('--provisional', 'failed provisional rules decide, too')
    .option('-q, --quiet', 'only what failed, and the verdict')
    .option('-v, --verbose', 'all plays, and what the command writes')
    .addHelpText(
      'after',
      examples(
        'conformance client --protocol dataverse -- node my-client.js',
        'conformance client -p dab --play somebody-else -- npm run --silent smoke',
        'conformance client -p matrix42 --reporter junit=client.xml -- python3 sync.py',
      ),
    )
    .action(async (command: readonly string[], options: ClientArguments) => {
      const { clientCommand } = await import('../commands/client.ts');
      finish(await clientCommand(command, options, context));
    });
}
