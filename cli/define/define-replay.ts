import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { ReplayArguments } from '../commands/replay.ts';
import { collect, examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `replay`. */
export function defineReplay(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('replay')
    .description(
      'Run the scenarios of bundles (run --bundle) again: do they still fail the same way? Exits 1 while one does, 0 when none does.',
    )
    .argument('<dir>', 'one bundle, or a folder with several')
    .option(
      '-t, --target <url>',
      'base URL of another target, or the name of one in the target file (default: where it failed)',
    )
    .option('-e, --edition <name>', 'edition to judge by (default: as it was)')
    .option('--config <file>', 'target file (default: conformance.yaml in the working folder, if it is there)')
    .option('--suites <dir...>', 'folders with rules, suites and fixtures of your own, as for the run')
    .option('--set <name=value>', 'value of a binding, as often as needed (default: as it was)', collect)
    .option('-H, --header <line>', "'Name: value' sent with every request, as often as needed", collect)
    .option('--identity <name=line>', 'credentials of an identity, as for run; as often as needed', collect)
    .option('--insecure', 'accept any TLS certificate')
    .option('--ca <file>', 'certificates (PEM) to trust besides the usual ones')
    .option('--cert <file>', 'certificate (PEM) to show to the target')
    .option('--key <file>', 'its key (PEM), or env:NAME')
    .option('--proxy <url>', 'proxy for all requests, or none (default: as the environment says)')
    .option('--race-rounds <n>', 'rounds of each race (default: as it was)')
    .option('--timeout <duration>', 'longest wait for one answer: 500ms, 10s, 2m (default: 30s)')
    .option('--yes', 'run against a target that its file marks as production')
    .option('-v, --verbose', 'the failures in full')
    .addHelpText(
      'after',
      examples(
        'conformance replay bundles/DAB-IFM-003-if-match-star-on-put',
        'conformance replay bundles --target http://localhost:5000/dab',
        'conformance replay bundles -H "Authorization: Bearer env:TOKEN"',
      ),
    )
    .action(async (dir: string, options: ReplayArguments) => {
      const { replayCommand } = await import('../commands/replay.ts');
      finish(await replayCommand(dir, options, context));
    });
}
