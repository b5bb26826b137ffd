import { freshBytes } from '../../values/fresh-bytes.ts';

/**
 * In which order the requests of a race are released: the indexes below `count`, shuffled by these texts (the run's seed,
 * the case, the round, the step). Sockets are written one after the other, so that the first to be released is nearly
 * always the first to arrive; in the order of the suite, a bug that needs the second one first would hardly ever show.
 */
export function releaseOrder(count: number, ...origin: readonly string[]): readonly number[] {
  const drawn = Array.from({ length: count }, (_, index) => ({
    index,
    place: Buffer.from(freshBytes(...origin, 'release', String(index))),
  }));
  return drawn.sort((a, b) => Buffer.compare(a.place, b.place)).map(({ index }) => index);
}
