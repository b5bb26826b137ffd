import type { FeatureResult, Observation, ScopeResult, TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { indent } from './indent.ts';
import { plural } from './plural.ts';
import { marks, paint, type Style } from './style.ts';

/** Observations that are shown unless the output is verbose. */
const mostObservations = 10;

/** What was seen where the protocol leaves latitude, features worth a remark, races, and what could not be cleaned up. */
export function renderNotes(target: TargetReport, style: Style): string[] {
  return [
    ...section('Observed', observations(target.observations, style), style),
    ...section(
      'Features',
      target.features.filter((feature) => style.verbose || remarkable(feature)).map(featureText),
      style,
    ),
    ...section('Out of scope', (target.outOfScope ?? []).map(scopeText), style),
    ...section('On the way', target.notes ?? [], style),
    ...section('Races', raceTexts(target, style), style),
    ...section('Left behind', target.leftovers, style),
  ];
}

function section(title: string, items: readonly string[], style: Style): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) => {
    const [first = '', ...more] = wrap(neutralizeLine(item), style.width - 4);
    return [`- ${first}`, ...indent(2, more)];
  });
  return ['', paint(style, 'strong', title), ...indent(2, lines)];
}

/** Equal remarks on one rule are one line, however many scenarios made them. */
function observations(all: readonly Observation[], style: Style): string[] {
  const counted = new Map<string, number>();
  for (const { rule, text } of all) {
    const line = rule === undefined ? text : `${rule}: ${text}`;
    counted.set(line, (counted.get(line) ?? 0) + 1);
  }
  const lines = [...counted].map(([line, count]) => (count > 1 ? `${line} (${count} times)` : line));
  if (style.verbose || lines.length <= mostObservations) return lines;
  return [...lines.slice(0, mostObservations), `${lines.length - mostObservations} more with --verbose`];
}

function scopeText({ entry, reason, expires, rules, refused }: ScopeResult): string {
  const until = expires === undefined ? '' : `, until ${expires}`;
  if (refused !== undefined) return `${marks.fail.mark} ${entry}: refused: ${refused}`;
  return `${entry} (${plural(rules.length, 'rule')}${until}): ${reason}`;
}

function remarkable({ declared, probed, state }: FeatureResult): boolean {
  return state === 'unclear' || (declared !== undefined && probed !== undefined && declared !== probed);
}

function featureText({ feature, declared, probed, state, evidence }: FeatureResult): string {
  const differ = declared !== undefined && probed !== undefined && declared !== probed;
  const how = differ ? `declared ${declared}, probed ${probed}` : state;
  return `${feature}: ${how}${evidence === '' ? '' : ` (${evidence})`}`;
}

/** A race that passed is only "not refuted": say how hard it was tried. */
function raceTexts({ scenarios }: TargetReport, style: Style): string[] {
  const races = scenarios.flatMap(({ id, verdict, races: all }) => all.map((race) => ({ id, verdict, ...race })));
  if (races.length === 0) return [];
  if (style.verbose) return races.map((race) => `${race.id}: ${raceText(race)}`);
  const rounds = races.reduce((sum, race) => sum + race.rounds, 0);
  const pairs = races.reduce((sum, race) => sum + race.overlap.pairs, 0);
  const overlapping = races.reduce((sum, race) => sum + race.overlap.overlapping, 0);
  return [
    `${plural(races.length, 'race')}, ${plural(rounds, 'round')}, ${percent(overlapping, pairs)} of the pairs overlapped; a race that passes is not refuted, not proved`,
  ];
}

function raceText({
  rounds,
  clients,
  overlap,
  first,
  verdict,
}: TargetReport['scenarios'][number]['races'][number] & { readonly verdict: string }): string {
  const outcome = verdict === 'pass' ? 'not refuted' : verdict;
  return `${outcome} in ${plural(rounds, 'round')} of ${clients}, ${percent(overlap.overlapping, overlap.pairs)} overlap${firstText(first)}`;
}

/** Who was released first, and how often. */
function firstText(first: Readonly<Record<string, number>>): string {
  const told = Object.entries(first).map(([name, rounds]) => `${name} ${rounds} ×`);
  return told.length === 0 ? '' : `, first: ${told.join(', ')}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}
