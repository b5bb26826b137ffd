import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import { createWitness, type Witness } from '../../proof/witness.ts';
import type { SiteBug, SiteData, SiteProtocol, SiteRule } from '../../reporters/site/site-data.ts';
import { loadDictionary } from '../../runner/causes/load-dictionary.ts';
import type { CommandContext } from '../command-context.ts';
import { explainIn } from '../explain/explain-in.ts';
import type { Catalogue } from '../list/load-catalogues.ts';
import { bugsAbout, showBug } from './collect-bugs.ts';
import { collectRecordings } from './collect-recordings.ts';
import type { ResultsByProtocol } from './read-results.ts';

/** What of the catalogue is to be shown. */
export interface SiteChoice {
  readonly catalogues: readonly Catalogue[];
  readonly results: ResultsByProtocol;
  /** So many bugs of a rule are shown at work. */
  readonly mostBugs: number;
}

/** Gathers all that the site shows: what is written, and answers of the reference server with and without its bugs. */
export async function collectSite(
  { catalogues, results, mostBugs }: SiteChoice,
  { tool, cwd }: Pick<CommandContext, 'tool' | 'cwd'>,
): Promise<SiteData> {
  const protocols: SiteProtocol[] = [];
  let hasRecordings = false;
  for (const catalogue of catalogues) {
    const { spec } = catalogue;
    const recordings = collectRecordings(spec.id, new Set(spec.rules.map(({ id }) => id)));
    hasRecordings ||= recordings.size > 0;
    const dictionary = await loadDictionary(spec.id);
    const witnesses = await witnessesOf(catalogue);
    const rules: SiteRule[] = [];
    for (const rule of spec.rules) {
      const known = await explainIn(catalogue, rule, cwd);
      const about = dictionary === undefined ? [] : bugsAbout(rule.id, dictionary);
      const witness = witnesses(known.editions);
      const bugs: SiteBug[] = [];
      for (const bug of about.slice(0, mostBugs)) {
        if (dictionary !== undefined && witness !== undefined)
          bugs.push(await showBug(rule.id, bug, dictionary, witness));
      }
      rules.push({
        id: rule.id,
        level: known.level,
        statement: known.statement,
        evidence: known.evidence,
        party: known.party,
        gating: known.gating,
        editions: known.editions,
        ...(known.feature === undefined ? {} : { feature: known.feature }),
        ...(known.untestable === undefined ? {} : { untestable: known.untestable }),
        sources: known.sources,
        statements: known.statements,
        scenarios: known.scenarios.map(({ id, title, location, says }) => ({
          id,
          title,
          place: `${location.file}:${location.line}`,
          says,
        })),
        bugs,
        allBugs: about.length,
        related: known.related,
        observed: recordings.get(rule.id) ?? [],
      });
    }
    protocols.push({ id: spec.id, title: spec.title, rules, results: results.get(spec.id) ?? [] });
  }
  return { tool, protocols, hasRecordings };
}

/** By the editions of a rule: the reference server in its usual one if it is among them, else in the first; undefined: there is no such server. */
async function witnessesOf({ spec, suites }: Catalogue): Promise<(editions: readonly string[]) => Witness | undefined> {
  const { loadCore, protocolIds } = await import('../../mock-server/protocols/index.ts');
  if (!protocolIds.includes(spec.id)) return () => undefined;
  const core: ProtocolCore = await loadCore(spec.id);
  const made = new Map<string, Witness>();
  return (editions) => {
    const edition = editions.includes(core.defaultEdition) ? core.defaultEdition : editions[0];
    if (edition === undefined) return undefined;
    const witness = made.get(edition) ?? createWitness({ core, spec, suites }, edition);
    made.set(edition, witness);
    return witness;
  };
}
