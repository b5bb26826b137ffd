import type { ExchangeRecord } from '../../core/report.ts';
import type { ScenarioTrace } from '../../core/scenario-trace.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { posixQuote } from './posix-quote.ts';
import { type Comparing, renderChecks } from './render-checks.ts';
import { renderRequest, type Wording } from './render-request.ts';
import { optionalFunctions, usualFunctions } from './script-functions.ts';
import { spellingsOf } from './spellings.ts';
import { findVariables, type Variable, type Variables } from './variables.ts';

/** What a script is told beside its trace. */
export interface ReproGround {
  /** Base URL of the target, without credentials. */
  readonly base: string;
  /** Steps by id whose expectations are what another answer said. */
  readonly comparing: Comparing;
  /** Lines for the head: what fails. They are made inert. */
  readonly about: readonly string[];
}

/** Between two requests so long a pause was meant, in milliseconds. */
const meantPause = 700;

/**
 * A script for any POSIX shell, curl and awk that sends the requests of a scenario again, from its fixtures to its clean-up, and says whether what
 * failed still does. What answers gave (ids, version tokens) is taken from the answers of the new run, what the run made is made anew, secrets are
 * variables. Everything a target sent is inert in it. Pure.
 */
export function renderRepro(trace: ScenarioTrace, { base, about, comparing }: ReproGround): string {
  const { exchanges, races } = trace.result;
  const variables = findVariables(trace);
  const used = new Set<string>();
  const secrets = new Map<string, string>();
  const wording = (index: number): Wording => ({
    base,
    number: index + 1,
    spellings: (variables.of[index] ?? []).flatMap(spellingsOf),
    use: (name) => used.add(name),
    secret: (name, where) => secrets.has(name) || secrets.set(name, where),
  });
  const body: string[] = [];
  let index = 0;
  while (index < exchanges.length) {
    const exchange = exchanges[index] as ExchangeRecord;
    const group = exchange.role === 'race' ? lengthOfRace(exchanges, index) : 1;
    body.push(...pauseBefore(exchanges, index));
    if (group > 1) body.push(`# ${group} requests at the same time. What comes of it may differ from run to run.`);
    for (let at = index; at < index + group; at++) {
      const one = exchanges[at] as ExchangeRecord;
      if (one.role !== 'probe') body.push(...requestLines(one, wording(at), variables.of[at] ?? [], group > 1));
    }
    if (group > 1) body.push('wait');
    for (let at = index; at < index + group; at++) {
      const one = exchanges[at] as ExchangeRecord;
      if (one.role === 'probe') continue;
      body.push(`shown ${at + 1} ${label(one)}`);
      const { status } = one.response ?? {};
      if (one.role === 'given' && status !== undefined)
        body.push(`as_before ${at + 1} ${Math.floor(status / 100)} ${status}`);
      body.push(...takenFrom(at, variables));
    }
    body.push('');
    index += group;
  }
  const checks = renderChecks(trace.result, comparing, {
    ...wording(0),
    spellings: variables.all.flatMap(spellingsOf),
  });
  const made = madeLines(variables, used);
  return [
    '#!/bin/sh',
    ...about.map((line) => `# ${neutralizeLine(line)}`.trimEnd()),
    '#',
    '#   sh repro.sh [BASE-URL]',
    '#',
    '# Needs a POSIX shell, curl and awk. It ends with 1 when the failure is still there, 0 when it is not, 3 when this script cannot tell.',
    ...notes(trace, variables, races.length > 0),
    ...secretLines(secrets),
    'set -u',
    `usual=${posixQuote(base) ?? "''"}`,
    `BASE=$(printf %s "\${1:-$usual}" | sed 's#/*$##')`,
    `ORIGIN=$(printf %s "$BASE" | sed 's#^\\([A-Za-z][A-Za-z0-9+.-]*://[^/]*\\).*#\\1#')`,
    'work=$(mktemp -d) || exit 3',
    `trap 'rm -rf "$work"' EXIT`,
    "trap 'exit 130' HUP INT TERM",
    '',
    usualFunctions,
    ...functionLines(used),
    '',
    ...made,
    ...variables.all.filter(({ origin }) => origin.kind !== 'made').map(({ name }) => `${name}=''`),
    '',
    ...body,
    ...checks,
    '',
    `test "$elsewhere" = 1 && { printf '\\nThis script cannot tell: the set-up went another way than before.\\n'; exit 3; }`,
    `test "$bad" = 1 && { printf '\\nThe failure is still there.\\n'; exit 1; }`,
    `test "$unsure" = 1 && { printf '\\nThis script cannot tell: see what is unclear, or ask conformance replay.\\n'; exit 3; }`,
    `printf '\\nThe failure is gone.\\n'`,
    'exit 0',
    '',
  ].join('\n');
}

function lengthOfRace(exchanges: readonly ExchangeRecord[], from: number): number {
  const { step } = exchanges[from] as ExchangeRecord;
  let to = from;
  while (exchanges[to]?.role === 'race' && exchanges[to]?.step === step) to++;
  return to - from;
}

function pauseBefore(exchanges: readonly ExchangeRecord[], index: number): readonly string[] {
  const [before, now] = [exchanges[index - 1], exchanges[index]];
  if (before === undefined || now === undefined) return [];
  const pause = now.startedMs - before.startedMs - before.durationMs;
  return pause < meantPause ? [] : [`sleep ${Math.ceil(pause / 1000)}`];
}

function requestLines(
  exchange: ExchangeRecord,
  wording: Wording,
  variables: readonly Variable[],
  racing: boolean,
): readonly string[] {
  const { before, command, needs } = renderRequest(exchange, wording);
  const names = variables.map(({ name }) => name).filter((name) => needs.has(name));
  const run = racing ? `${command} &` : command;
  if (names.length === 0) return [...before, run];
  const ready = `ready ${wording.number} ${names.map((name) => `"$${name}"`).join(' ')}`;
  return [`if ${ready}; then`, ...before, run, 'fi'];
}

/** What the step is, for whoever watches. */
function label({ role, step, request }: ExchangeRecord): string {
  const words =
    role === 'step'
      ? ''
      : `${{ given: 'set-up', 'effect-before': 'read before', 'effect-after': 'read after', cleanup: 'clean-up', race: 'race', read: 'read', probe: 'probe' }[role]}, `;
  const text = neutralizeLine(`${request.method} (${words}${step})`).replaceAll("'", '’');
  return `'${text}'`;
}

/** What later requests need of an answer. */
function takenFrom(index: number, { all }: Variables): readonly string[] {
  return all.flatMap(({ name, origin }) => {
    if (origin.kind === 'made' || origin.exchange !== index) return [];
    const number = index + 1;
    if (origin.kind === 'header') return [`${name}=$(header ${number} ${word(origin.header)})`];
    if (origin.kind === 'link') return [`${name}=$(link ${number} ${word(origin.header)})`];
    return [`${name}=$(value_at ${number} ${word(origin.place)})`];
  });
}

function word(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function madeLines({ all }: Variables, used: Set<string>): readonly string[] {
  return all.flatMap(({ name, origin }) => {
    if (origin.kind !== 'made') return [];
    const { kind, version = 4, offsetMs = 0 } = origin.made;
    used.add(`new_${kind}`);
    const parameters = { text: '', integer: '', time: ` ${offsetMs}`, uuid: ` ${version} ${offsetMs}` }[kind];
    return [`${name}=$(new_${kind}${parameters})`];
  });
}

function functionLines(used: ReadonlySet<string>): readonly string[] {
  return Object.entries(optionalFunctions).flatMap(([name, text]) => (used.has(name) ? [text] : []));
}

function secretLines(secrets: ReadonlyMap<string, string>): readonly string[] {
  if (secrets.size === 0) return [];
  return [
    '#',
    '# Secrets are not in here. Set before you run it:',
    ...[...secrets].map(([name, where]) => `#   export ${name}='…'   # ${placeOfSecret(name, where)}`),
    ...[...secrets.keys()].map((name) => `: "\${${name}:?set it first, as the head of this script says}"`),
  ];
}

/** Who sets it must know how much of the header it is. */
function placeOfSecret(name: string, where: string): string {
  const [field] = where.split(': ', 1);
  if (where === `${field}: $${name}`)
    return `the whole value of ${neutralizeLine(field ?? '')}, with its scheme (Bearer …)`;
  return `stands in: ${neutralizeLine(where)}`;
}

function notes({ result }: ScenarioTrace, { lost }: Variables, races: boolean): readonly string[] {
  const cut = result.exchanges.some(
    ({ request }) => request.bodyBytes > 0 && (request.body === undefined || request.truncated),
  );
  const cleans = result.exchanges.some(({ role }) => role === 'cleanup');
  return [
    ...(races ? ['# It holds a race: run it several times before you believe that the failure is gone.'] : []),
    ...(cut
      ? ['# NOT ALL of it can be sent from a script: a request has a body that is longer than what a report keeps.']
      : []),
    ...(lost.length > 0
      ? [`# ${lost.length} values of the run stay as they were: a script cannot take them from the part of a batch.`]
      : []),
    ...(cleans ? [] : ['# Nothing in it cleans up: the scenario makes nothing, or its clean-up was not run.']),
  ];
}
