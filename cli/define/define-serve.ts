import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { ServeArguments } from '../serve/serve-arguments.ts';
import { examples } from './examples.ts';
import type { Finish } from './finish.ts';

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];

/** Adds `serve`. */
export function defineServe(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('serve')
    .description('Run the reference server until Ctrl-C. One protocol alone also answers at the root.')
    .argument('[id...]', 'protocols to serve (default: all)')
    .option('--port <n>', '0: any free one (default: 4010)')
    .option('--host <name>', 'address to listen on (default: 127.0.0.1)')
    .option(
      '--allowed-hosts <names>',
      'names, with commas, by which others may call it beside addresses and names without a dot',
    )
    .option('--root <id>', 'the protocol that also answers without its name in the path (default: the only one)')
    .option(
      '-e, --edition <name>',
      'edition for requests that name none: NAME, or ID=NAME for one protocol (repeatable)',
      collect,
    )
    .option('--config <file>', 'what dab serves: a dab-config.json, over the tables of --ddl')
    .option('--ddl <file>', 'the tables of --config: CREATE TABLE … of PostgreSQL, SQL Server or MySQL')
    .option(
      '--seed <file>',
      'more first rows: JSON by table, or CSV that is called after its table (repeatable)',
      collect,
    )
    .option(
      '--users <file>',
      'who calls, in place of the callers the protocols know: tokens, scopes, roles (YAML, JSON)',
    )
    .option('--state <file>', 'rows are read from this file, and written to it')
    .option('--watch', 'serve anew what the given files say when they change')
    .option('--latency <duration>', 'how long answers take at least: 200ms, or 100ms-2s for anything between')
    .option('--ids <text>', 'any text: the same one gives the same ids, in the same order')
    .option('--clock <instant>', 'what time it is for the server at start (RFC 3339)')
    .option('--no-rules', 'answers do not tell which rules decided them (Conformance-Rule)')
    .option('--exit-with-parent', 'end when the process that started this one ends (npx)')
    .option('--control-token <value>', 'lets others than this machine use the control plane (env:NAME)')
    .option(
      '--token <value>',
      'the only bearer token that dataverse takes, and that matrix42 exchanges beside its own (default: any; env:NAME)',
    )
    .option(
      '--https',
      'https instead of http, with a certificate that is made at start (see what is printed for how to trust it)',
    )
    .option('--cert <file>', 'https with this certificate (PEM)')
    .option('--key <file>', 'the private key of --cert (PEM)')
    .option('--token-lifetime <duration>', 'how long tokens of the token endpoints are good (default: 1 hour)')
    .option('--client-certificate <file>', 'certificate (PEM) by whose key clients of the token endpoints may sign')
    .addHelpText(
      'after',
      examples(
        'conformance serve',
        'conformance serve dab --port 5000',
        'conformance serve dataverse --edition documented',
        'conformance serve dataverse --https',
      ),
    )
    .action(async (ids: readonly string[], options: ServeArguments) => {
      const { serveCommand } = await import('../commands/serve.ts');
      finish(await serveCommand(ids, options, context));
    });
}
