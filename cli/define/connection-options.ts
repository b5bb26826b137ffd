import type { Command } from 'commander';

/** Adds what says how a target is connected to: TLS and the proxy. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option('--insecure', 'accept any TLS certificate')
    .option('--ca <file>', 'certificates (PEM) to trust besides the usual ones')
    .option('--cert <file>', 'certificate (PEM) to show to the target')
    .option('--key <file>', 'its key (PEM), or env:NAME')
    .option(
      '--proxy <url>',
      'proxy for all requests, or none (default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment)',
    );
}
