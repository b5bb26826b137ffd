import { UsageError } from '../../core/errors.ts';
import { createReferenceServer, type ReferenceServer } from '../../mock-server/index.ts';
import { quoteShell } from '../../reporters/curl/quote-shell.ts';
import type { CommandContext } from '../command-context.ts';
import { printError } from '../output/print-error.ts';
import { parseCount } from '../run/parse-count.ts';
import { endWithParent } from '../serve/end-with-parent.ts';
import { exampleLine } from '../serve/example-line.ts';
import { keepCertificate, trustLines } from '../serve/keep-certificate.ts';
import { keepState } from '../serve/keep-state.ts';
import { listeningLines } from '../serve/listening-lines.ts';
import { planServer } from '../serve/plan-server.ts';
import { readCertificate } from '../serve/read-certificate.ts';
import type { ServeArguments } from '../serve/serve-arguments.ts';
import { watchFiles } from '../serve/watch-files.ts';

/** `serve`: the reference server until Ctrl-C. Prints where it listens and one request per protocol that works. */
export async function serveCommand(
  ids: readonly string[],
  given: ServeArguments,
  context: CommandContext,
): Promise<number> {
  const plan = await planServer(ids, given, context);
  if (given.watch && plan.files.length === 0)
    throw new UsageError(
      '--watch has no file to watch',
      'it watches those that other options name: --config, --ddl, --seed, --users',
    );
  const https = await readCertificate(given, context.cwd);
  const host = given.host ?? '127.0.0.1';
  const server = await createReferenceServer({
    ...plan.options,
    ...(https === undefined ? {} : { https }),
    port: parseCount('--port', given.port ?? '4010', 0, 65_535),
    host,
    ...(given.allowedHosts !== undefined && { allowedHosts: given.allowedHosts.split(',').map((name) => name.trim()) }),
  });
  const closing: (() => unknown)[] = [() => server.stop()];
  const ended = new Promise<void>((resolve) => {
    context.onInterrupt(resolve);
    if (given.exitWithParent) closing.push(endWithParent(resolve));
  });
  try {
    if (given.state !== undefined) {
      const kept = await keepState(server, given.state, (fault) => context.stderr.write(`error: ${fault}\n`));
      // Answers under way are still written down.
      closing.push(kept.stop, () => kept.save());
    }
    const certificate = await keepCertificate(server, context.cache);
    if (certificate) closing.push(() => certificate.remove());
    context.stdout.write(`${listeningLines(server.url, host).join('\n')}\n`);
    if (certificate) context.stdout.write(trustLines(certificate.file, server.url));
    context.stdout.write(await protocolLines(plan, server, certificate?.file));
    if (plan.unsupported.length > 0)
      context.stdout.write(
        `\nIn the files, and not done here:\n${plan.unsupported.map((line) => `  ${line}\n`).join('')}`,
      );
    if (given.watch) {
      const again = (): ReturnType<typeof planServer> => planServer(ids, given, context);
      const watched = plan.files.map(({ path }) => path);
      const isOfRows = (path: string): boolean => plan.files.some((file) => file.path === path && file.rows);
      closing.push(watchFiles(watched, (changed) => void remount(server, again, [...changed].some(isOfRows), context)));
    }
    await ended;
  } finally {
    for (const close of closing) await close();
  }
  return 0;
}

/** One protocol after the other: where it is, what clients send to be somebody, a request that works. */
async function protocolLines(
  { cores, options, tokens }: Awaited<ReturnType<typeof planServer>>,
  { url }: ReferenceServer,
  certificate: string | undefined,
): Promise<string> {
  const curl = certificate === undefined ? 'curl -i' : `curl -i --cacert ${quoteShell(certificate)}`;
  const texts = cores.map(async (core) => {
    const token = tokens.get(core.id);
    const credentials =
      token === undefined ? (await core.workbench?.())?.credentials : 'the tokens that this server was given, alone';
    return [
      '',
      core.id,
      `  ${core.title}: ${url}/${core.id}${options.root === core.id ? ` and ${url}` : ''}`,
      ...(credentials === undefined ? [] : [`  credentials: ${credentials}`]),
      `  ${exampleLine(core, curl, `${url}/${core.id}`, token)}`,
      '',
    ].join('\n');
  });
  return (await Promise.all(texts)).join('');
}

/** Serves what the files say now, with first rows or those that are there; if they say nothing sound, what they said before. */
async function remount(
  server: ReferenceServer,
  plan: () => ReturnType<typeof planServer>,
  anew: boolean,
  context: CommandContext,
): Promise<void> {
  try {
    const { options } = await plan();
    const rows = server.state();
    await server.remount(options);
    if (!anew) await server.restore(rows);
    context.stdout.write(`\nRead anew, ${anew ? 'with first rows' : 'the rows are as before'}.\n`);
  } catch (error) {
    await printError(error, context);
    context.stderr.write('Served is what was read before.\n');
  }
}
