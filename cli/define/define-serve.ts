import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { ServeArguments } from '../commands/serve.ts';
import { examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `serve`. */
export function defineServe(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('serve')
    .description('Run the reference server until Ctrl-C. One protocol alone also answers at the root.')
    .argument('[id...]', 'protocols to serve (default: all)')
    .option('--port <n>', '0: any free one (default: 4010)')
    .option('--host <name>', 'address to listen on (default: 127.0.0.1)')
    .option('-e, --edition <name>', 'edition for requests that name none')
    .option('--control-token <value>', 'lets others than this machine use the control plane (env:NAME)')
    .option(
      '--token <value>',
      'the only bearer token that dataverse takes (default: any), an API token that matrix42 takes as well (env:NAME)',
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
