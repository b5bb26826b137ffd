import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { plural } from '../../reporters/text/plural.ts';
import { whyUnreachable } from '../../runner/execute/target/check-target.ts';
import { isProtocolPath } from '../../runner/load/find-files.ts';
import { listProtocols } from '../../runner/load/list-protocols.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { type Asked, askMissing } from '../init/ask-missing.ts';
import { checkTargetFile } from '../init/check-target-file.ts';
import type { InitArguments } from '../init/init-arguments.ts';
import { type Recognised, recognise } from '../init/recognise.ts';
import { renderTargetFile } from '../init/render-target-file.ts';
import { writtenField } from '../init/written-field.ts';
import { checkEdition } from '../run/choose-edition.ts';
import { chooseProtocols } from '../run/choose-protocols.ts';
import { readConnection } from '../run/connection-settings.ts';
import { locateProtocol } from '../run/locate-protocol.ts';
import { parseAssignment } from '../run/parse-assignment.ts';
import { parseCommand } from '../run/parse-command.ts';
import { parseTargetUrl } from '../run/parse-target-url.ts';
import { usualFile } from '../run/plan-run.ts';
import { planUrlTarget } from '../run/plan-url-target.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';
import { readRunSettings } from '../run/run-settings.ts';

/**
 * `init`: asks an API what it is and what it calls things, by reading alone, and writes a target file.
 * @throws {UsageError | InputError} for options that make no sense, and a file that is there.
 */
export async function initCommand(given: InitArguments, context: CommandContext): Promise<number> {
  const file = resolve(context.cwd, given.config ?? usualFile);
  const shown = relative(context.cwd, file) || file;
  if (existsSync(file) && !given.force) throw new UsageError(`${shown} is there already`, '--force writes over it');
  if (given.set !== undefined && given.protocol === undefined)
    throw new UsageError('--set needs --protocol', 'a binding belongs to a protocol');
  const asked = await askMissing(given, context);
  const abort = new AbortController();
  const forget = context.onInterrupt(() => abort.abort());
  try {
    const plans = await planCandidates(given, asked, context);
    const seen = await lookAt(plans, abort.signal);
    if (abort.signal.aborted) return 130;
    if ('away' in seen) {
      context.stderr.write(`error: ${neutralizeLine(seen.away)}\n`);
      return 3;
    }
    const chosen = await choose(seen.candidates, context);
    if (chosen === undefined) {
      context.stderr.write(`error: ${neutralizeLine(whyNone(seen.candidates, asked.target))}\n`);
      return 3;
    }
    const text = await fileFor(chosen, given, asked, file);
    await writeNew(file, shown, text, given.force ?? false);
    context.stdout.write(tell(chosen, shown));
    return 0;
  } finally {
    forget();
  }
}

/** A plan for each protocol that it may be: the one that is named, else those that have all the identities that were given. */
async function planCandidates(
  given: InitArguments,
  asked: Asked,
  context: CommandContext,
): Promise<readonly TargetPlan[]> {
  const known = await listProtocols();
  if (given.protocol !== undefined) chooseProtocols(known, [given.protocol]);
  const named = (given.identity ?? []).map((text) => parseAssignment('--identity', text)[0]);
  const connection = await readConnection(given, context);
  const url = parseTargetUrl(resolveEnvValue(asked.target, context.env).text);
  const plans = await Promise.all(
    (given.protocol === undefined ? known : [given.protocol]).map(async (id) => {
      const protocol = locateProtocol(id, context.cwd);
      const { spec } = await loadProtocol(protocol, { cache: context.cache });
      const missing = named.some((name) => spec.identities.every((identity) => identity.id !== name));
      if (missing && given.protocol === undefined) return undefined;
      const { identity, ...others } = given;
      const lines = [...(identity ?? []), ...tokenLine(asked, spec.identities[0]?.id)];
      const settings = readRunSettings({ ...others, protocol: [id], identity: lines }, context);
      const selection = { rules: [], suites: [], scenarios: [] };
      return planUrlTarget(
        { protocol, suiteDirs: [], cache: context.cache, selection, url, connection },
        settings,
        context,
      );
    }),
  );
  const possible = plans.filter((plan) => plan !== undefined);
  if (possible.length === 0)
    throw new UsageError(
      `no protocol has the identities ${named.join(', ')}`,
      'see: list identities, and name the --protocol',
    );
  return possible;
}

function tokenLine({ token }: Asked, identity: string | undefined): readonly string[] {
  return token === undefined || identity === undefined ? [] : [`${identity}=Authorization: Bearer env:${token}`];
}

/** Asks the target once for each protocol; or says why it cannot be asked. */
async function lookAt(
  plans: readonly TargetPlan[],
  signal: AbortSignal,
): Promise<{ readonly away: string } | { readonly candidates: readonly Recognised[] }> {
  const candidates: Recognised[] = [];
  for (const plan of plans) {
    const client = plan.connect(new Set());
    try {
      await plan.credentials?.ready(plan.credentials.identities);
      const away = candidates.length === 0 ? await whyUnreachable(plan, client, signal) : undefined;
      if (away !== undefined) return { away };
      candidates.push(await recognise(plan, client, signal));
    } finally {
      await client.close();
    }
  }
  return { candidates };
}

/** The one that it is. Of several, and where it is none, a person may say; one that was named is it, whatever it answers. */
async function choose(candidates: readonly Recognised[], { ask }: CommandContext): Promise<Recognised | undefined> {
  const fitting = candidates.filter(({ foreign }) => foreign === undefined);
  const [first, ...more] = fitting;
  if (first !== undefined && more.length === 0) return first;
  if (ask === undefined || candidates.length === 1) return undefined;
  const ids = (fitting.length > 0 ? fitting : candidates).map(({ plan }) => plan.spec.id);
  const named = await ask(`Which protocol does it speak: ${ids.join(', ')}? `);
  return candidates.find(({ plan }) => plan.spec.id === named);
}

function whyNone(candidates: readonly Recognised[], url: string): string {
  const [only, ...others] = candidates;
  if (only?.foreign !== undefined && others.length === 0) return only.foreign;
  const fitting = candidates.filter(({ foreign }) => foreign === undefined);
  if (fitting.length > 1)
    return `${url} answers as several protocols do (${fitting.map(({ plan }) => plan.spec.id).join(', ')}); --protocol says which one is meant`;
  const locked = candidates.find(({ foreign }) => foreign?.includes('(credentials)'));
  const reasons = candidates.map(({ plan, proposal }) => {
    const [reason] = proposal.unread;
    return reason === undefined ? plan.spec.id : `${plan.spec.id} (${reason})`;
  });
  const how =
    locked === undefined
      ? '--protocol says which one it is'
      : `credentials may be missing: --protocol ID --identity 'NAME=Authorization: Bearer env:TOKEN'`;
  return `what answers at ${url} is not known to be one of ${reasons.join(', ')}; ${how}`;
}

async function fileFor(
  { plan, proposal, origin, basePath }: Recognised,
  given: InitArguments,
  asked: Asked,
  file: string,
): Promise<string> {
  const { spec } = plan;
  // A variable says where the API is as long as that is where it was found.
  const found = proposal.basePath;
  const url = asked.target.startsWith('env:') && found === basePath ? asked.target : origin + found;
  const lines = [...(given.identity ?? []), ...tokenLine(asked, spec.identities[0]?.id)];
  const identities: Record<string, ReturnType<typeof writtenField>[]> = {};
  for (const text of lines) {
    const [name, line] = parseAssignment('--identity', text);
    // What a command does to get a token may hold secrets.
    if (parseCommand(line) !== undefined) continue;
    identities[name] = [...(identities[name] ?? []), writtenField(line, name)];
  }
  const edition =
    given.edition === undefined ? proposal.edition : { id: checkEdition(spec, given.edition), because: 'as given' };
  const usual = spec.editions.find((one) => one.default)?.id;
  const text = renderTargetFile({
    spec,
    protocol:
      given.protocol !== undefined && isProtocolPath(given.protocol) ? relativePath(file, plan.place ?? '') : spec.id,
    url,
    ...(edition === undefined || (edition.id === usual && given.edition === undefined) ? {} : { edition }),
    proposal,
    bindings: plan.bindings,
    headers: (given.header ?? []).map((line) => writtenField(line, 'target')),
    identities,
    given,
  });
  await checkTargetFile(file, text);
  return text;
}

/** A path as a target file in that place says it: seen from its folder, and such that it is taken for one. */
function relativePath(file: string, place: string): string {
  const path = relative(resolve(file, '..'), place).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** Writes it; unless it may write over one, only where there is none. */
async function writeNew(file: string, shown: string, text: string, force: boolean): Promise<void> {
  if (force) return writeFileAtomically(file, text);
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new UsageError(`${shown} is there already`, '--force writes over it');
    throw new UsageError(`${shown} cannot be written: ${(error as Error).message}`);
  }
}

function tell({ plan, proposal }: Recognised, shown: string): string {
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
    ...proposal.unread.map((fault) => `  not read: ${neutralizeLine(fault)}`),
    'Next: conformance check',
    '',
  ].join('\n');
}
