import { freshBytes } from '../../values/fresh-bytes.ts';

/**
 * In which order the requests of a race are released: the indexes below `count`, shuffled by these texts (the run's seed,
 * the case, the step) and the round. Sockets are written one after the other, so that the first to be released is nearly
 * always the first to arrive; in the order of the suite, a bug that needs the second one first would hardly ever show.
 * As many rounds as there are requests let each of them be the first once: left to chance, the one whose delay shows the
 * bug of two writers would be second in all of three rounds one time in eight.
 */
export function releaseOrder(count: number, round: number, ...origin: readonly string[]): readonly number[] {
  const turn = shuffled(count, ...origin, String(Math.floor(round / count)));
  const first = turn[round % count];
  const others = shuffled(count, ...origin, 'others', String(round)).filter((index) => index !== first);
  return first === undefined ? [] : [first, ...others];
}

function shuffled(count: number, ...origin: readonly string[]): readonly number[] {
  const drawn = Array.from({ length: count }, (_, index) => ({
    index,
    place: Buffer.from(freshBytes(...origin, 'release', String(index))),
  }));
  return drawn.sort((a, b) => Buffer.compare(a.place, b.place)).map(({ index }) => index);
}
