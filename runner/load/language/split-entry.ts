import type { EntryBase, FactSet, Position, Selection } from '../../../core/suite.ts';
import type { WrittenFacts } from './read-facts.ts';

/** An entry without its facts. */
type EntryHead = EntryBase & { readonly for?: Selection };

/**
 * One entry as written, as the assertions it makes: what it says of the answer, then each effect; of a race the tally,
 * then the history. Each has a verdict of its own. The reason for latitude goes to the one that leaves it, else to the first.
 */
export function splitEntry(
  entry: EntryHead,
  { facts, effects }: WrittenFacts,
): readonly (EntryHead & { readonly facts: FactSet })[] {
  const { because, at, ...rest } = entry;
  const { history, part, positions, ...answer } = facts;
  const shared = part === undefined ? {} : { part };
  const units: { readonly facts: FactSet; readonly at: Position }[] = [];
  const add = (own: Omit<FactSet, 'positions'>, place: Position): void => {
    units.push({ facts: { ...own, positions: chosen(positions, own, place) }, at: units.length === 0 ? at : place });
  };
  if (Object.keys(answer).length > 0 || (history === undefined && effects.length === 0))
    add({ ...answer, ...shared }, at);
  if (history) add({ history }, positions['history'] ?? at);
  for (const { effect, at: place } of effects) add({ ...shared, effect }, place);
  const open = Math.max(
    0,
    units.findIndex((unit) => needsReason(unit.facts)),
  );
  return units.map((unit, index) => ({
    ...rest,
    at: unit.at,
    ...(because !== undefined && index === open ? { because } : {}),
    facts: unit.facts,
  }));
}

/** Positions of the facts that are in a unit. */
function chosen(
  positions: FactSet['positions'],
  own: Omit<FactSet, 'positions'>,
  place: Position,
): FactSet['positions'] {
  const kept = Object.entries(positions).filter(([name]) => Object.hasOwn(own, name.split('/', 1)[0] ?? ''));
  return { ...Object.fromEntries(kept), ...(own.effect ? { effect: place } : {}) };
}

/** Does a fact set leave latitude, so that it needs a reason? */
export function needsReason({ status, either, tally }: FactSet): boolean {
  return either !== undefined || (status?.length ?? 0) > 1 || (tally !== undefined && isOpen(tally));
}

function isOpen({ counts, rest }: NonNullable<FactSet['tally']>): boolean {
  return counts.some(([, count]) => count.kind !== 'equals') || (rest?.length ?? 0) > 1;
}
