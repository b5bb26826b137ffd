import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { loadCore, protocolIds } from '../../mock-server/index.ts';
import { judgeClient, playsOf } from '../../proof/client/judge-client.ts';
import { createConsoleReporter } from '../../reporters/console/create-console-reporter.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { ClientArguments } from '../client/client-arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { detectStyle, isLive } from '../output/detect-style.ts';
import { readSource } from '../output/read-source.ts';
import { parseDuration } from '../run/parse-count.ts';
import { parseReporters } from '../run/parse-reporters.ts';
import { checkReports, writeReports } from '../run/write-reports.ts';

/**
 * `client`: judges a client by what its command sends to the reference server. Exits by the verdict, as `run` does.
 * @throws {UsageError} for a protocol, an edition or a play that there is none of.
 */
export async function clientCommand(
  command: readonly string[],
  given: ClientArguments,
  context: CommandContext,
): Promise<number> {
  const id = oneOf('protocol', given.protocol, protocolIds);
  const [core, { spec, suites }] = await Promise.all([loadCore(id), loadProtocol(id, { cache: context.cache })]);
  const edition = given.edition === undefined ? core.defaultEdition : oneOf('edition', given.edition, core.editions);
  const known = playsOf(spec).map((play) => play.id);
  const plays = (given.play ?? []).map((play) => oneOf('play', play, known));
  const timeoutMs = given.timeout === undefined ? 120_000 : parseDuration('--timeout', given.timeout);
  const choice = parseReporters(given.reporter ?? [], context.cwd);
  await checkReports(choice);
  const { strict = false, provisional = false, verbose = false, quiet = false, site } = given;
  const baseline = given.baseline === undefined ? undefined : await readBaseline(resolve(context.cwd, given.baseline));
  const output = choice.stdout === 'console' ? context.stdout : context.stderr;
  const policy = { strict, provisional };
  const style = detectStyle(output, context.env, { verbose, quiet, policy, readSource: readSource(context.cwd) });
  const screen = { write: output.write, live: isLive(output, context.env), now: () => performance.now() };
  const abort = new AbortController();
  const forget = context.onInterrupt(() => abort.abort());
  try {
    const report = await judgeClient({
      subject: { core, spec, suites },
      edition,
      command,
      env: context.env,
      cwd: context.cwd,
      timeoutMs,
      plays,
      tool: context.tool,
      reporters: [createConsoleReporter(screen, style)],
      ...policy,
      ...(baseline === undefined ? {} : { baseline }),
      signal: abort.signal,
      ...(verbose ? { onOutput: (text: string) => context.stderr.write(text) } : {}),
    });
    await writeReports(report, choice, { policy, verbose, ...(site === undefined ? {} : { site }) }, context);
    return report.exitCode;
  } finally {
    forget();
  }
}

async function readBaseline(file: string) {
  const { loadBaseline } = await import('../../runner/load/load-baseline.ts');
  return loadBaseline(file);
}

function oneOf(what: string, name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const near = nearestName(name, known);
  throw new UsageError(
    `there is no ${what} "${name}"`,
    near === undefined ? `there are: ${known.join(', ')}` : `did you mean "${near}"?`,
  );
}
