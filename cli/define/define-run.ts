import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { RunArguments } from '../run/run-settings.ts';
import { addConnectionOptions } from './connection-options.ts';
import { collect, examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `run`. */
export function defineRun(program: Command, context: CommandContext, finish: Finish): void {
  const run = program
    .command('run')
    .description('Judge an API. Without --target (and conformance.yaml): judge the bundled reference server.');
  addTargetOptions(run)
    .option('--fail-fast', 'begin nothing more once a rule that decides has failed')
    .option('--keep', 'leave what was made on the target, for a look at it; cleanup removes it')
    .option('--journal <file>', 'where to write down what is made (default: a file in the folder for journals)')
    .option('--no-journal', 'write it down nowhere')
    .option('--seed <text>', 'seed of made values (default: random, and reported)')
    .option(
      '--reporter <name[=file]>',
      'console, json, junit, tap, ctrf, sarif, github, markdown, html, badge or har; as often as needed',
      collect,
    )
    .option('--site <url>', "address of a site of the rules, for reports that link to a rule's page")
    .option('--observe <file>', 'write what the target answered where its protocol leaves room, to send to somebody')
    .option(
      '--bundle <dir>',
      'write a folder for each failure: a script that shows it, and all it takes to look into it',
    )
    .option('--baseline <file>', 'known failures: they do not fail the run; entries that are no longer true do')
    .option('--update-baseline', 'write to the baseline what is new and take out what passes')
    .option('--yes', 'run against a target that its file marks as production')
    .option('--strict', 'failed SHOULD rules decide, too')
    .option('--provisional', 'failed provisional rules decide, too')
    .option('-q, --quiet', 'only what failed, and the verdict')
    .option('-v, --verbose', 'every scenario, every observation, whole bodies; JSON and HAR in full')
    .addHelpText(
      'after',
      examples(
        'conformance run',
        'conformance run --target http://localhost:5000/dab --protocol dab',
        'conformance run -t https://test.example/api -p dataverse -H "Authorization: Bearer env:TOKEN"',
        'conformance run --rule DAB-IFM-001 --verbose',
        'conformance run --reporter junit=reports/conformance.xml --reporter json=reports/conformance.json',
        'conformance run -t env:API_URL -p dab --baseline known-failures.yaml --update-baseline',
        'conformance run -t env:API_URL -p dab --shard 2/5 --reporter json=shard-2.json',
      ),
    )
    .action(async (options: RunArguments) => {
      const { runCommand } = await import('../commands/run.ts');
      finish(await runCommand(options, context));
    });
}

/** Adds what says which target is meant, how it is reached, and what of the suites is. */
export function addTargetOptions(command: Command): Command {
  command
    .option('-t, --target <url>', 'base URL of the API, whose path is kept; or the name of a target in the target file')
    .option(
      '-p, --protocol <id...>',
      'what the target speaks (see: list protocols), or a folder with a protocol of your own',
    )
    .option('-e, --edition <name>', 'edition of the protocol to judge by (see: list editions)')
    .option('--config <file>', 'target file (default: conformance.yaml in the working folder, if it is there)')
    .option('-r, --rule <id...>', 'only scenarios that judge these rules')
    .option('-s, --suite <name...>', 'only these suites: dab/if-match, or if-match')
    .option('--scenario <name...>', 'only these scenarios: dab/if-match/x, or x')
    .option('--suites <dir...>', 'folders with rules, suites and fixtures of your own')
    .option('--set <name=value>', 'value of a binding, as often as needed (see: list bindings)', collect)
    .option('-H, --header <line>', "'Name: value' sent with every request, as often as needed", collect)
    .option(
      '--identity <name=line>',
      "NAME='Name: value', credentials of an identity, or NAME='command: PROGRAM ARGUMENTS', which prints a bearer token; as often as needed",
      collect,
    );
  return addConnectionOptions(command)
    .option('--requests-per-second <n>', 'so many requests are sent in a second at most')
    .option('-j, --jobs <n>', 'scenarios under way at the same time (default: 8)')
    .option('--race-rounds <n>', 'rounds of each race (default: 3)')
    .option('--repeat <n>', 'how often each scenario runs: one failure fails it, and how many there were is told')
    .option('--quick', 'one form of write for each law: a first look, partial at best')
    .option('--shard <i/n>', 'only one of n parts, which may run elsewhere: 2/5 (see: merge)')
    .option('--durations <report...>', 'JSON reports of earlier runs: parts are balanced by how long scenarios took')
    .option('--timeout <duration>', 'longest wait for one answer: 500ms, 10s, 2m (default: 30s)');
}
