import { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import { defineCheck } from './define/define-check.ts';
import { defineCleanup } from './define/define-cleanup.ts';
import { defineClient } from './define/define-client.ts';
import { defineInit } from './define/define-init.ts';
import { defineProve } from './define/define-prove.ts';
import { defineQueries } from './define/define-queries.ts';
import { defineReplay } from './define/define-replay.ts';
import { defineReports } from './define/define-reports.ts';
import { defineRun } from './define/define-run.ts';
import { defineServe } from './define/define-serve.ts';
import { defineSite } from './define/define-site.ts';
import type { Finish } from './define/finish.ts';
import { renderExitCodes } from './exit-codes.ts';

/** The command line: what there is, with help. The commands themselves are loaded when one is called. */
export function createProgram(context: CommandContext, finish: Finish): Command {
  const program = new Command('conformance')
    .description('Tells rule by rule whether an HTTP API updates data the way its protocol says.')
    .version(context.tool.version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .configureOutput({
      writeOut: context.stdout.write,
      writeErr: context.stderr.write,
      getOutHelpWidth: () => context.stdout.columns ?? 100,
      getErrHelpWidth: () => context.stderr.columns ?? 100,
    })
    .addHelpText('after', () => `\n${renderExitCodes()}\n\nHelp on one command: conformance COMMAND --help`);
  defineRun(program, context, finish);
  defineCheck(program, context, finish);
  defineInit(program, context, finish);
  defineCleanup(program, context, finish);
  defineReplay(program, context, finish);
  defineServe(program, context, finish);
  defineClient(program, context, finish);
  defineQueries(program, context, finish);
  defineReports(program, context, finish);
  defineSite(program, context, finish);
  defineProve(program, context, finish);
  return program;
}
