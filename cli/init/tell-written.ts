import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { plural } from '../../reporters/text/plural.ts';
import { parseAssignment } from '../run/parse-assignment.ts';
import { parseCommand } from '../run/parse-command.ts';
import type { InitArguments } from './init-arguments.ts';
import type { Recognised } from './recognise.ts';

/** Identities whose token a command prints: it may hold secrets. */
function unwritten({ identity = [] }: InitArguments): readonly string[] {
  const lines = identity.map((text) => parseAssignment('--identity', text));
  return [...new Set(lines.filter(([, line]) => parseCommand(line) !== undefined).map(([name]) => name))];
}

/** What was written, and what was not, for people. */
export function tellWritten({ plan, proposal }: Recognised, shown: string, given: InitArguments): string {
  const count = (state: string): number => proposal.proposals.filter((one) => one.state === state).length;
  const known = new Set(proposal.proposals.map(({ binding }) => binding));
  const left = count('perhaps') + count('open') + proposal.byHand.filter((binding) => !known.has(binding)).length;
  const names = [
    count('fits') > 0
      ? `${plural(count('fits'), 'name')} as the protocol has ${count('fits') === 1 ? 'it' : 'them'}`
      : '',
    count('found') > 0 ? `${count('found')} other than that` : '',
    left > 0 ? `${left} to fill in, which stand there as comments` : '',
  ].filter(Boolean);
  return [
    `${shown} is written: ${plan.spec.title}`,
    ...(names.length === 0 ? [] : [`  ${names.join(', ')}`]),
    ...unwritten(given).map(
      (name) =>
        `  not written: the command for the token of ${name}, since it may hold secrets; see docs/credentials.md`,
    ),
    ...notRead(proposal.unread),
    'Next: conformance check',
    '',
  ].join('\n');
}

/** Where nothing was told: the first places, which are the likeliest. */
function notRead(faults: readonly string[]): readonly string[] {
  const shown = faults.slice(0, 3).map((fault) => `  not read: ${neutralizeLine(fault)}`);
  const more = faults.length - shown.length;
  return more > 0 ? [...shown, `  and ${more} more places`] : shown;
}
