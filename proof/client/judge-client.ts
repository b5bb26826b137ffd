import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Report } from '../../core/report.ts';
import type { Reporter } from '../../core/reporter.ts';
import { createReferenceServer } from '../../mock-server/index.ts';
import { type ConcludedTarget, concludeRun, concludeTarget } from '../../runner/conclude.ts';
import { redactFor } from '../../runner/execute/round/redact/redact-for.ts';
import { isListed, type RanScenario } from '../../runner/judge/verdict/rule-results.ts';
import { runVerdict } from '../../runner/judge/verdict/run-verdict.ts';
import type { Baseline, TargetPlan } from '../../runner/options.ts';
import { inProcessPlan, type Subject } from '../in-process-plan.ts';
import { createStage, loadBackstage } from './create-stage.ts';
import { judgePlay, rulesOf } from './judge-play.ts';
import { clientLaws } from './laws/client-laws.ts';
import { type Play, plays } from './plays.ts';
import { type Ended, runCommand } from './run-command.ts';

/** A client to judge, and how. */
export interface ClientOptions {
  readonly subject: Subject;
  readonly edition: string;
  /** The command and its arguments. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Longest time for the command in one play. */
  readonly timeoutMs: number;
  /** Ids of plays; none: all that the protocol has rules for. */
  readonly plays: readonly string[];
  readonly tool: Report['tool'];
  readonly reporters: readonly Reporter[];
  readonly strict: boolean;
  readonly provisional: boolean;
  readonly baseline?: Baseline;
  readonly signal?: AbortSignal;
  readonly onOutput?: (text: string) => void;
}

/** The plays in which a protocol's client rules say something. */
export function playsOf({ rules }: ProtocolSpec): readonly Play[] {
  return plays.filter((play) => rulesOf(play, rules).length > 0);
}

/**
 * Judges a client by its traffic: runs its command once in each play against a server of its own, and says by which client rules it
 * keeps. Its report is like that of a run, with plays for scenarios.
 */
export async function judgeClient(options: ClientOptions): Promise<Report> {
  const { subject, edition, strict, provisional, baseline, signal } = options;
  const started = performance.now();
  const startedAt = new Date().toISOString();
  // The client as a target: its rules are those of clients.
  const plan: TargetPlan = { ...inProcessPlan(subject, edition), party: 'client', bundled: false };
  const chosen = playsOf(subject.spec).filter(({ id }) => options.plays.length === 0 || options.plays.includes(id));
  const rules = subject.spec.rules.filter(
    (rule) => isListed(rule, plan) && rule.law !== undefined && clientLaws[rule.law] !== undefined,
  );
  const judged: TargetPlan = { ...plan, spec: { ...subject.spec, rules } };
  const tell = (call: (reporter: Reporter) => void): void => options.reporters.forEach(call);
  tell((reporter) => reporter.onRunStart?.());
  tell((reporter) =>
    reporter.onTargetStart?.({
      protocol: subject.spec.id,
      edition,
      url: commandText(options.command),
      scenarios: chosen.length,
    }),
  );
  const ran: RanScenario[] = [];
  const notes = new Map<string, number>();
  let sent = 0;
  let unsafe = 0;
  for (const play of chosen) {
    if (signal?.aborted) break;
    const { result, ended, writes } = await perform(play, judged, options);
    sent += result.exchanges.length;
    unsafe += writes;
    if (ended.code !== undefined && ended.code !== 0)
      notes.set(`in the play ${play.id} the command ended with ${ended.code}: ${lastLine(ended.output)}`, 1);
    ran.push({ planned: { rules: rulesOf(play, rules).map(({ id }) => id), needs: [] }, result });
    tell((reporter) => reporter.onScenarioEnd?.(result));
  }
  const grounds = { strict, provisional, today: startedAt.slice(0, 10), ...(baseline ? { baseline } : {}) };
  const target = {
    plan: judged,
    url: commandText(options.command),
    features: [],
    leftovers: [],
    requests: { sent, unsafe },
    shared: { clockOffsetMs: 0, secrets: new Set<string>(), patience: { times: 0, waitedMs: 0 }, notes },
  };
  const whole = chosen.length === playsOf(subject.spec).length;
  const planned = { scenarios: ran.map((one) => one.planned), whole };
  const concluded: ConcludedTarget = concludeTarget({ target, planned, ran, observations: [] }, grounds);
  tell((reporter) => reporter.onTargetEnd?.(concluded.report));
  const interrupted = signal?.aborted === true;
  const report: Report = {
    schemaVersion: 2,
    tool: options.tool,
    startedAt,
    durationMs: Math.round(performance.now() - started),
    interrupted,
    seed: 'client',
    targets: [concluded.report],
    verdict: runVerdict([concluded.report.verdict]),
    ...concludeRun([concluded], grounds, { interrupted, problems: false }),
  };
  for (const reporter of options.reporters) await reporter.onRunEnd?.(report);
  return report;
}

/** Runs the command in one play. */
async function perform(play: Play, plan: TargetPlan, options: ClientOptions) {
  const { subject, edition, command, env, cwd, timeoutMs, signal, onOutput } = options;
  const backstage = await loadBackstage(subject.core);
  if (!backstage) throw new Error(`clients of ${subject.core.id} cannot be judged`);
  const stage = createStage(subject.core, backstage, play.event);
  const { id } = subject.core;
  const began = performance.now();
  const server = await createReferenceServer({
    protocols: [id],
    cores: [stage.core],
    root: id,
    service: { edition, exchanges: 0, seed: play.id, token: { any: true } },
  });
  try {
    const ended = await runCommand(command, {
      env: { ...env, ...environment(server.url, play, subject) },
      cwd,
      timeoutMs,
      ...(signal ? { signal } : {}),
      ...(onOutput ? { onOutput } : {}),
    });
    const { moves } = stage;
    const fault = ended.fault ?? (moves.length > 0 ? undefined : silent(ended));
    const durationMs = Math.round(performance.now() - began);
    const ground = { protocol: id, url: server.url, rules: plan.spec.rules, redact: redactFor(plan) };
    const result = judgePlay({ play, moves, durationMs, ...(fault === undefined ? {} : { fault }) }, ground);
    const writes = moves.filter(({ request }) => !['GET', 'HEAD', 'OPTIONS'].includes(request.method)).length;
    return { result, ended, writes };
  } finally {
    await server.stop();
  }
}

/** What the command finds in its environment. */
function environment(url: string, play: Play, { core }: Subject): Record<string, string> {
  const [fields = []] = Object.values(core.credentials);
  const bearer = fields.find(([name]) => name.toLowerCase() === 'authorization')?.[1].replace(/^Bearer /, '');
  return {
    CONFORMANCE_URL: url,
    CONFORMANCE_PROTOCOL: core.id,
    CONFORMANCE_PLAY: play.id,
    ...(bearer === undefined ? {} : { CONFORMANCE_TOKEN: bearer }),
  };
}

function silent({ code, output }: Ended): string {
  return `the command sent no request to CONFORMANCE_URL; it ended with ${code}: ${lastLine(output)}`;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.slice(0, 200) || 'it wrote nothing';
}

function commandText(command: readonly string[]): string {
  return command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}
