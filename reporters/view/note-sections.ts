import type { FeatureResult, Observation, RaceResult, ScopeResult, TargetReport, Verdict } from '../../core/report.ts';
import { plural } from '../text/plural.ts';

/** Observations that are told unless all are asked for. */
const mostObservations = 10;

/** Remarks on a target under one heading, a sentence each. */
export interface NoteSection {
  readonly title: string;
  readonly items: readonly string[];
}

/** What was seen where the protocol leaves latitude, features worth a remark, races, and what could not be cleaned up. Pure. */
export function noteSections(target: TargetReport, { verbose }: { readonly verbose: boolean }): readonly NoteSection[] {
  const features = target.features.filter((feature) => verbose || remarkable(feature));
  return [
    { title: 'Observed', items: observations(target.observations, verbose) },
    { title: 'Features', items: features.map(featureText) },
    { title: 'Out of scope', items: (target.outOfScope ?? []).map(scopeText) },
    { title: 'On the way', items: target.notes ?? [] },
    { title: 'Races', items: raceTexts(target, verbose) },
    { title: 'Left behind', items: target.leftovers },
  ].filter(({ items }) => items.length > 0);
}

/** Equal remarks on one rule are one line, however many scenarios made them. */
function observations(all: readonly Observation[], verbose: boolean): readonly string[] {
  const counted = new Map<string, number>();
  for (const { rule, text } of all) {
    const line = rule === undefined ? text : `${rule}: ${text}`;
    counted.set(line, (counted.get(line) ?? 0) + 1);
  }
  const lines = [...counted].map(([line, count]) => (count > 1 ? `${line} (${count} times)` : line));
  if (verbose || lines.length <= mostObservations) return lines;
  return [...lines.slice(0, mostObservations), `${lines.length - mostObservations} more with --verbose`];
}

function scopeText({ entry, reason, expires, rules, refused }: ScopeResult): string {
  const until = expires === undefined ? '' : `, until ${expires}`;
  if (refused !== undefined) return `✗ ${entry}: refused: ${refused}`;
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
function raceTexts({ scenarios }: TargetReport, verbose: boolean): readonly string[] {
  const races = scenarios.flatMap(({ id, verdict, races: all }) => all.map((race) => ({ id, verdict, ...race })));
  if (races.length === 0) return [];
  if (verbose) return races.map((race) => `${race.id}: ${raceText(race)}`);
  const rounds = races.reduce((sum, race) => sum + race.rounds, 0);
  const pairs = races.reduce((sum, race) => sum + race.overlap.pairs, 0);
  const overlapping = races.reduce((sum, race) => sum + race.overlap.overlapping, 0);
  return [
    `${plural(races.length, 'race')}, ${plural(rounds, 'round')}, ${percent(overlapping, pairs)} of the pairs overlapped; a race that passes is not refuted, not proved`,
  ];
}

function raceText({ rounds, clients, overlap, first, verdict }: RaceResult & { readonly verdict: Verdict }): string {
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
