import { marks, paint, type Style } from '../../reporters/console/style.ts';
import { wrap } from '../../reporters/text/fit.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { plural } from '../../reporters/text/plural.ts';
import type { TargetCheck } from '../../runner/check/look-at-target.ts';

/** A clock that is further off than this makes rules about times hard to judge. */
const muchMs = 5_000;

/** What the looks at some targets gave, for people. */
export function renderCheck(checks: readonly TargetCheck[], style: Style): string[] {
  return checks.flatMap((check, index) => [...(index === 0 ? [] : ['']), ...renderOne(check, style)]);
}

function renderOne(check: TargetCheck, style: Style): string[] {
  const { protocol, edition, url, unreachable, scenarios, requests, writes, triggers } = check;
  const part = (title: string, ...blocks: readonly (readonly string[])[]): string[] => {
    const lines = blocks.flat();
    return lines.length === 0 ? [] : ['', paint(style, 'strong', title), ...lines];
  };
  return [
    `${paint(style, 'strong', neutralizeLine(`${protocol} ${edition}`))} ${paint(style, 'muted', `at ${neutralizeLine(url)}`)}`,
    ...(unreachable === undefined
      ? item('pass', 'It answers, and what answers is the protocol.', style)
      : item('error', unreachable, style)),
    ...clock(check, style),
    ...part(
      'Identities',
      check.identities.flatMap(({ identity, state, evidence, token }) =>
        item(markOf[state], `${identity}: ${state} (${[token, evidence].filter(Boolean).join('; ')})`, style),
      ),
      check.toGive === undefined ? [] : wrap(`  in conformance.yaml: ${check.toGive}`, style.width),
    ),
    ...part(
      'Features',
      check.features.flatMap(({ feature, state, evidence }) =>
        item(featureMark(state), `${feature}: ${state} (${evidence})`, style),
      ),
    ),
    ...part('Bindings', bindingLines(check, style)),
    ...part('A run', [
      ...wrap(
        `${plural(scenarios.runs, 'scenario')}, about ${plural(requests.sent, 'request')} (${requests.unsafe} may write)${minutes(check)}`,
        style.width,
      ),
      ...scenarios.skips.flatMap((skip) =>
        item('skipped', `${plural(skip.scenarios, 'scenario')} not run: ${skip.reason}`, style),
      ),
    ]),
    ...part(
      'It writes below',
      writes.map((path) => `  ${neutralizeLine(path)}`),
    ),
    ...(triggers === undefined ? [] : ['', ...wrap(`Writes may set off: ${neutralizeLine(triggers)}`, style.width)]),
  ];
}

/** What of the bindings is not there; where nothing was told, that. */
function bindingLines({ bindings }: TargetCheck, style: Style): string[] {
  if (bindings === undefined) return [];
  const { by, unread, faults } = bindings;
  const paths = by.map((path) => path.replace(/\?.*$/s, '')).join(' and ');
  return [
    ...faults.flatMap(({ binding, value, says, resembles }) => {
      const near = resembles.length === 0 ? '' : `; there is ${resembles.join(', ')}`;
      return item('fail', `${binding} is ${value}: ${says}${near}`, style);
    }),
    ...(by.length > 0 && faults.length === 0
      ? item('pass', `all that GET ${paths} tells of are there as they are bound`, style)
      : []),
    ...[...new Set(unread)].flatMap((fault) => item('inconclusive', `not verified: ${fault}`, style)),
  ];
}

const markOf = {
  accepted: 'pass',
  refused: 'fail',
  unclear: 'inconclusive',
  'not given': 'skipped',
  'no token': 'error',
} as const;

function featureMark(state: string): 'pass' | 'skipped' | 'inconclusive' {
  return state === 'present' ? 'pass' : state === 'absent' ? 'skipped' : 'inconclusive';
}

function item(kind: keyof typeof marks, text: string, style: Style): string[] {
  const [first = '', ...more] = wrap(neutralizeLine(text), style.width - 2);
  return [`${paint(style, marks[kind].tone, marks[kind].mark)} ${first}`, ...more.map((line) => `  ${line}`)];
}

function clock({ clockAheadMs }: TargetCheck, style: Style): string[] {
  if (clockAheadMs === undefined || Math.abs(clockAheadMs) < muchMs) return [];
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  return item(
    'inconclusive',
    `Its clock is ${plural(seconds, 'second')} ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this one.`,
    style,
  );
}

function minutes({ durationMs }: TargetCheck): string {
  if (durationMs === undefined) return '';
  const seconds = durationMs / 1000;
  return seconds < 90
    ? `, about ${plural(Math.max(1, Math.ceil(seconds)), 'second')}`
    : `, about ${plural(Math.ceil(seconds / 60), 'minute')}`;
}
