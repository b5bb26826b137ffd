import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { ProveArguments } from '../commands/prove.ts';
import { examples } from './examples.ts';
import type { Finish } from './finish.ts';

/** Adds `prove`. */
export function defineProve(program: Command, context: CommandContext, finish: Finish): void {
  program
    .command('prove')
    .description('Prove the suites: every mutant of the reference server fails, every lawful variant passes.')
    .option('-p, --protocol <id...>', 'protocols to prove (default: all)')
    .option('--mutant <text>', 'only mutants whose id contains this, and what each of them fails')
    .option('--recorded', 'try each mutant only until it has failed again enough of what spec/<id>/proof.json says')
    .option('--matrix', 'print a page about what is proven, as Markdown')
    .option('--data <dir>', 'write which mutant fails which assertion to <dir>/<protocol>/proof.json')
    .option('--json', 'print all of it as JSON')
    .addHelpText(
      'after',
      examples(
        'conformance prove',
        'conformance prove --protocol dab',
        'conformance prove --protocol dab --mutant form-patch',
        'conformance prove --matrix --data spec > docs/proof.md',
      ),
    )
    .action(async (options: ProveArguments) => {
      const { proveCommand } = await import('../commands/prove.ts');
      finish(await proveCommand(options, context));
    });
}
